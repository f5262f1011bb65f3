package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  private final Axis rows = Axis.rows(4);
  private final Axis axis = Axis.open("xs", rows, new int[] {2, -1, 0, 1});

  @Test
  void rowsAreTheirOwnParents() {
    assertThat(rows.size()).isEqualTo(4);
    assertThat(rows.parent()).isNull();
    assertThat(rows.row(3)).isEqualTo(3);
    assertThat(rows.parent(2)).isEqualTo(2);
  }

  @Test
  void nullAndEmptyListsHaveNoElementsButDiffer() {
    assertThat(axis.size()).isEqualTo(3);
    assertThat(axis.isNull(1)).isTrue();
    assertThat(axis.isNull(2)).isFalse();
    assertThat(axis.length(1)).isZero();
    assertThat(axis.length(2)).isZero();
    assertThat(axis.from(3)).isEqualTo(2);
    assertThat(axis.to(3)).isEqualTo(3);
  }

  @Test
  void elementsKnowTheirParents() {
    assertThat(axis.parent(1)).isZero();
    assertThat(axis.parent(2)).isEqualTo(3);
    assertThat(axis.name()).isEqualTo("xs");
  }

  @Test
  void axesNest() {
    Axis inner = Axis.open("ys", axis, new int[] {1, 2, 1});
    assertThat(inner.size()).isEqualTo(4);
    assertThat(inner.parent(3)).isEqualTo(2);
    assertThat(inner.row(3)).isEqualTo(3);
    assertThat(inner.row(2)).isZero();
    assertThat(inner.indexIn(axis, 2)).isEqualTo(1);
    assertThat(inner.indexIn(rows, 3)).isEqualTo(3);
    assertThat(inner.indexIn(inner, 3)).isEqualTo(3);
  }

  @Test
  void anAxisElsewhereIsNotAround() {
    assertThatThrownBy(() -> axis.indexIn(Axis.rows(4), 0)).hasMessageContaining("is not around");
  }

  @Test
  void noRows() {
    Axis none = Axis.rows(0);
    assertThat(Axis.open("xs", none, new int[0]).size()).isZero();
  }

  @Test
  void arraysAsLists() {
    assertThat(Lists.of(new float[] {1.5f})).containsExactly(1.5f);
    assertThat(Lists.of(new long[] {1})).containsExactly(1L);
    assertThat(Lists.of(new double[] {1})).containsExactly(1.0);
    assertThat(Lists.of(new boolean[] {true})).containsExactly(true);
    assertThat(Lists.of(new byte[] {1})).containsExactly((byte) 1);
    assertThat(Lists.of(new short[] {1})).containsExactly((short) 1);
    assertThat(Lists.of(new char[] {'a'})).containsExactly('a');
    assertThat(Lists.of(new String[] {"a", null})).containsExactly("a", null);
    assertThat(Lists.of((int[]) null)).isNull();
    assertThat(Lists.constant("a", 3)).containsExactly("a", "a", "a");
    for (Object array : List.of(
        new float[1],
        new int[1],
        new long[1],
        new double[1],
        new byte[1],
        new boolean[1],
        new short[1],
        new char[1],
        new Object[1])) {
      assertThat(Lists.view(array)).hasSize(1);
    }
    assertThatThrownBy(() -> Lists.view("text"))
        .hasMessageContaining("java.lang.String has no elements");
  }
}
