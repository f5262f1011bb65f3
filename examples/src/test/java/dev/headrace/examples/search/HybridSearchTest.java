package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.Device;
import dev.headrace.runtime.Listeners;
import dev.headrace.runtime.PipelineListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The executor gives what the row-by-row reference gives, with few calls of the model. */
class HybridSearchTest {
  private static final Corpus CORPUS = Corpus.sample();

  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private final List<Device> instances = Collections.synchronizedList(new ArrayList<>());
  private final PipelineListener listener = new PipelineListener() {
    @Override
    public void instanceCreated(String resource, Device device) {
      instances.add(device);
    }

    @Override
    public void batch(
        String node, int size, long waited, long ran, Device device, @Nullable Throwable failure) {
      batches.add(node + " " + size);
    }
  };

  @BeforeEach
  void listen() {
    Listeners.add(listener);
  }

  @AfterEach
  void stopListening() {
    Listeners.remove(listener);
  }

  private static HybridSearchReference reference() {
    return new HybridSearchReference(
        CORPUS.passages(), new TokenEncoder(TokenEncoder.HASH, Device.cpu()));
  }

  private static HybridSearchExecutor executor() {
    return HybridSearchExecutor.builder()
        .passages(CORPUS.passages())
        .tokenEncoder(() -> new TokenEncoder(TokenEncoder.HASH, Device.cpu()))
        .build();
  }

  @Test
  void everyEntryGivesWhatTheReferenceGives() throws Exception {
    HybridSearchReference reference = reference();
    try (HybridSearchExecutor executor = executor()) {
      for (Query query : CORPUS.queries()) {
        assertThat(executor.ranking(query)).isEqualTo(reference.ranking(query));
        assertThat(executor.denseRanking(query)).isEqualTo(reference.denseRanking(query));
        assertThat(executor.keywordRanking(query)).isEqualTo(reference.keywordRanking(query));
        assertThat(executor.fusedRankingAsync(query).get())
            .isEqualTo(reference.fusedRanking(query));
      }
      assertThat(executor.rankings(CORPUS.passages(), CORPUS.queries()))
          .isEqualTo(reference.rankings(CORPUS.passages(), CORPUS.queries()));
    }
  }

  @Test
  void aStreamKeepsItsOrderAndSharesBatches() throws Exception {
    HybridSearchReference reference = reference();
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      queries.addAll(CORPUS.queries());
    }
    List<Ranking> expected = new ArrayList<>();
    for (Query query : queries) {
      expected.add(reference.ranking(query));
    }
    try (HybridSearchExecutor executor = executor()) {
      assertThat(executor.rankingAll(queries.stream())).isEqualTo(expected);
    }
    assertThat(batches)
        .containsOnlyOnce("passageTokens 16") // 48 passages: 32 and 16
        .filteredOn(b -> b.startsWith("queryTokens"))
        .hasSize(8); // ceil(240 / 32)
    assertThat(instances).hasSizeBetween(1, 2);
  }

  @Test
  void onlyWhatAnEntryAsksForIsComputed() {
    try (HybridSearchExecutor executor = executor()) {
      executor.keywordRanking(CORPUS.queries().get(0));
    }
    assertThat(batches).isEmpty();
    assertThat(instances).isEmpty();
  }

  @Test
  void allInOneRowTakesTheFewestBatches() {
    try (HybridSearchExecutor executor = executor()) {
      executor.rankings(CORPUS.passages(), CORPUS.queries());
    }
    assertThat(batches)
        .containsExactlyInAnyOrder("passageTokens 32", "passageTokens 16", "queryTokens 24");
  }
}
