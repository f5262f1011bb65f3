package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenIndexTest {
  private static final Encoding EAST = direction(1, 0);
  private static final Encoding NORTH_EAST = direction(1, 1);
  private static final Encoding NORTH = direction(0, 1);

  @Test
  void findsTheClosestBestFirst() {
    TokenIndex index = index(List.of("n", "ne", "e"), List.of(NORTH, NORTH_EAST, EAST));
    assertThat(index.search(EAST, 2)).extracting(Hit::passageId).containsExactly("e", "ne");
    assertThat(index.search(EAST, 10)).extracting(Hit::passageId).containsExactly("e", "ne", "n");
  }

  @Test
  void prefersTheSmallerIdAmongEquals() {
    TokenIndex index = index(List.of("c", "a", "b"), List.of(EAST, EAST, EAST));
    assertThat(index.search(EAST, 2)).extracting(Hit::passageId).containsExactly("a", "b");
  }

  @Test
  void scoresSinglePassages() {
    TokenIndex index = index(List.of("ne"), List.of(NORTH_EAST));
    assertThat(index.cosine(EAST, "ne")).isCloseTo(0.7071f, within(0.0001f));
    assertThat(index.lateInteraction(EAST, "ne")).isCloseTo(0.7071f, within(0.01f));
    assertThatThrownBy(() -> index.cosine(EAST, "sw")).hasMessage("no passage has the id 'sw'");
  }

  @Test
  void mayBeEmpty() {
    assertThat(index(List.of(), List.of()).search(EAST, 5)).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(() -> index(List.of("a", "b"), List.of(EAST)))
        .hasMessage("2 passages, but 1 encodings");
    assertThatThrownBy(() -> index(List.of("a", "a"), List.of(EAST, NORTH)))
        .hasMessage("two passages have the id 'a'");
  }

  private static TokenIndex index(List<String> ids, List<Encoding> encodings) {
    return new TokenIndex(ids.stream().map(id -> new Passage(id, "")).toList(), encodings);
  }

  private static Encoding direction(float east, float north) {
    return Encoding.of(new float[] {east, north}, new float[][] {{east, north}});
  }
}
