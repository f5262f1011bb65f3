package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {
  record Image(String id, byte[] data, String[][] labels) {}

  @Test
  void arraysShowWhatTheyHold() {
    assertThat(Shown.value(new byte[0])).isEqualTo("0 bytes");
    assertThat(Shown.value(new byte[] {-1, 16})).isEqualTo("2 bytes: ff 10");
    assertThat(Shown.value(new byte[9])).isEqualTo("9 bytes: 00 00 00 00 00 00 00 00 \u2026");
    assertThat(Shown.value(new float[] {0.5f, 1})).isEqualTo("[0.5, 1.0]");
    assertThat(Shown.value(new String[][] {{"a", null}, {}})).isEqualTo("[[a, null], []]");
    assertThat(Shown.value(new float[384])).isEqualTo("384 elements");
    assertThat(Shown.value(Collections.nCopies(21, ""))).isEqualTo("21 elements");
    assertThat(Shown.value(Arrays.asList(new byte[1], null))).isEqualTo("[1 byte: 00, null]");
  }

  @Test
  void arraysInRecordsShowAsSuch() {
    Image image = new Image("a@b.c", new byte[3], new String[1][1]);
    assertThat(Shown.value(List.of(image)))
        .isEqualTo("[Image[id=a@b.c, data=[\u2026], labels=[\u2026]]]");
  }

  @Test
  void whatCannotBeShown() {
    Object broken = new Object() {
      @Override
      public String toString() {
        throw new IllegalStateException();
      }
    };
    assertThat(Shown.value(broken)).isEqualTo("?");
    assertThat(Shown.value(null)).isEqualTo("null");
  }

  @Test
  void textIsCutBetweenCharacters() {
    assertThat(Shown.cut("a".repeat(200))).isEqualTo("a".repeat(200));
    assertThat(Shown.cut("a".repeat(201))).isEqualTo("a".repeat(199) + "\u2026");
    assertThat(Shown.cut("a" + "\ud83d\ude00".repeat(100)))
        .isEqualTo("a" + "\ud83d\ude00".repeat(99) + "\u2026");
    assertThat(Shown.cut("\ud83d\ude00".repeat(101)))
        .isEqualTo("\ud83d\ude00".repeat(99) + "\u2026");
  }
}
