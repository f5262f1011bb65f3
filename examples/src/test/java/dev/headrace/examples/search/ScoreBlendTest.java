package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreBlendTest {
  private static final List<Hit> HITS =
      List.of(new Hit("a", 0.4f), new Hit("b", 0.3f), new Hit("c", 0.2f), new Hit("d", 0.1f));

  @Test
  void reordersTheHeadByTheMeanOfStretchedScores() {
    Map<String, Double> tens = Map.of("a", 10.0, "b", 20.0, "c", 30.0);
    Map<String, Double> units = Map.of("a", 1.0, "b", 3.0, "c", 1.0);
    assertThat(ScoreBlend.rerank(HITS, 3, List.of(tens::get, units::get)))
        .containsExactly(
            new Hit("b", 1.75f), new Hit("c", 1.5f), new Hit("a", 1), new Hit("d", 0.1f));
  }

  @Test
  void aScoreThatIsEqualForAllSaysNothing() {
    Map<String, Double> tens = Map.of("a", 10.0, "b", 20.0, "c", 30.0, "d", 40.0);
    assertThat(ScoreBlend.rerank(HITS, 4, List.of(tens::get, id -> 5)))
        .extracting(Hit::passageId)
        .containsExactly("d", "c", "b", "a");
  }

  @Test
  void prefersTheSmallerIdAmongEquals() {
    assertThat(ScoreBlend.rerank(List.of(HITS.get(1), HITS.get(0)), 2, List.of(id -> 5)))
        .extracting(Hit::passageId)
        .containsExactly("a", "b");
  }

  @Test
  void mayHaveNothingToReorder() {
    assertThat(ScoreBlend.rerank(List.of(), 5, List.of(id -> 5))).isEmpty();
    assertThat(ScoreBlend.rerank(HITS, 0, List.of(id -> 5))).isEqualTo(HITS);
  }
}
