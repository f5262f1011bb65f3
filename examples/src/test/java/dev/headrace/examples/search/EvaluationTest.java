package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  @Test
  void isOneForTheIdealOrder() {
    assertThat(Evaluation.of(List.of(ranking("q", "a", "b")), Map.of("q", Map.of("a", 3, "b", 1))))
        .isEqualTo(new Evaluation(1, 1));
  }

  @Test
  void discountsByRankAndUsesGainsAsJudged() {
    Evaluation evaluation = Evaluation.of(
        List.of(ranking("q", "b", "x", "a")), Map.of("q", Map.of("a", 3, "b", 1, "c", 2)));
    double found = 1 + 3 / 2.0; // ranks 1 and 3: log2(2) and log2(4)
    double ideal = 3 + 2 * Math.log(2) / Math.log(3) + 1 / 2.0;
    assertThat(evaluation.ndcgAt10()).isCloseTo(found / ideal, within(1e-9));
    assertThat(evaluation.recallAt100()).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void looksAtTenAndAtAHundred() {
    String[] ids = IntStream.rangeClosed(1, 101).mapToObj(Integer::toString).toArray(String[]::new);
    assertThat(Evaluation.of(List.of(ranking("q", ids)), Map.of("q", Map.of("11", 1, "101", 1))))
        .isEqualTo(new Evaluation(0, 0.5));
  }

  @Test
  void countsAMissingRankingAsZeroAndLeavesOutUnjudgedQueries() {
    Map<String, Map<String, Integer>> gains =
        Map.of("q1", Map.of("a", 1), "q2", Map.of("a", 1), "useless", Map.of("a", 0));
    List<Ranking> rankings =
        List.of(ranking("q1", "a"), ranking("useless", "a"), ranking("unjudged", "a"));
    assertThat(Evaluation.of(rankings, gains)).isEqualTo(new Evaluation(0.5, 0.5));
    assertThat(Evaluation.of(rankings, Map.of())).isEqualTo(new Evaluation(0, 0));
  }

  private static Ranking ranking(String query, String... ids) {
    return new Ranking(query, Arrays.stream(ids).map(id -> new Hit(id, 0)).toList());
  }
}
