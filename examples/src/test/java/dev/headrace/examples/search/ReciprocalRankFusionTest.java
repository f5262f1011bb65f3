package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReciprocalRankFusionTest {
  @Test
  void addsUpReciprocalRanks() {
    assertThat(ReciprocalRankFusion.fuse(10, List.of(hits("a", "b"), hits("b", "c"))))
        .containsExactly(
            new Hit("b", (float) (1.0 / 62 + 1.0 / 61)),
            new Hit("a", (float) (1.0 / 61)),
            new Hit("c", (float) (1.0 / 62)));
  }

  @Test
  void prefersTheSmallerIdAmongEquals() {
    assertThat(ReciprocalRankFusion.fuse(1, List.of(hits("b"), hits("a"))))
        .extracting(Hit::passageId)
        .containsExactly("a");
  }

  @Test
  void mayHaveNothingToFuse() {
    assertThat(ReciprocalRankFusion.fuse(10, List.of(List.of(), List.of()))).isEmpty();
    assertThat(ReciprocalRankFusion.fuse(10, List.of(List.of(), hits("a")))).hasSize(1);
  }

  private static List<Hit> hits(String... ids) {
    return Arrays.stream(ids).map(id -> new Hit(id, 7)).toList();
  }
}
