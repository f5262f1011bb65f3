package dev.headrace.examples.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured works: everyone answers rightly, and the bound is one. */
@Timeout(60)
class BatchersTest {
  static List<String> peers() {
    return ServingBench.peers();
  }

  @ParameterizedTest
  @MethodSource("peers")
  void everyoneAnswers(String peer) {
    try (Batcher batcher = ServingBench.open(peer, 0, 0)) {
      List<CompletableFuture<Long>> results =
          LongStream.range(0, 200).mapToObj(batcher::submit).toList();
      assertThat(results)
          .extracting(CompletableFuture::join)
          .containsExactlyElementsOf(
              LongStream.range(0, 200).map(i -> i * 31 + 7).boxed().toList());
    }
  }

  @Test
  void theGreedyBoundIsThatOfAQueueWithoutCosts() {
    long[] arrivals = {0, 1, 2, 500}; // a batch of one until 11, then one of two until 23
    assertThat(Load.greedyBound(arrivals, 10, 1)).isEqualTo(23 - 1);
  }
}
