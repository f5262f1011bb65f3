package dev.headrace.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the executor calls the model, and how many instances it builds. */
class CountsTest {
  private static final int ITEMS = 1_000;
  /** 1,000 in batches of at most 256. */
  private static final Map<Integer, Integer> FULL_BATCHES = Map.of(256, 3, 232, 1);

  private final Counts counts = Counts.start();

  @AfterEach
  void stopCounting() {
    counts.close();
  }

  @Test
  void oneListGoesInFullBatches() throws Exception {
    List<Long> items = LongStream.range(0, ITEMS).boxed().toList();
    try (var executor =
        ThreeMapsExecutor.builder().model(() -> new SimulatedModel(0, 0)).build()) {
      assertThat(executor.results(items)).isEqualTo(reference().results(items));
    }
    assertFullBatches();
    assertThat(counts.built()).isBetween(1, 2);
  }

  @Test
  void listsOfManyRowsShareBatches() throws Exception {
    List<List<Long>> rows = rowsOf(20);
    List<List<Long>> expected = expected(rows);
    counts.reset();
    try (var executor =
        ThreeMapsExecutor.builder().model(() -> new SimulatedModel(0, 0)).build()) {
      assertThat(executor.resultsAll(rows.stream())).isEqualTo(expected);
    }
    assertFullBatches();
    assertThat(counts.built()).isBetween(1, 2);
  }

  @Test
  void shortAndEmptyListsShareBatchesToo() throws Exception {
    List<List<Long>> rows = new ArrayList<>(rowsOf(40));
    rows.add(3, List.of());
    rows.add(List.of());
    List<List<Long>> expected = expected(rows);
    counts.reset();
    try (var executor =
        ThreeMapsExecutor.builder().model(() -> new SimulatedModel(0, 0)).build()) {
      assertThat(executor.resultsAll(rows.stream())).isEqualTo(expected);
    }
    assertFullBatches();
  }

  @Test
  void oneInstanceIsEnough() throws Exception {
    List<List<Long>> rows = rowsOf(20);
    List<List<Long>> expected = expected(rows);
    counts.reset();
    try (var executor =
        ThreeMapsOnOneExecutor.builder().model(() -> new SimulatedModel(0, 0)).build()) {
      assertThat(executor.resultsAll(rows.stream())).isEqualTo(expected);
    }
    assertFullBatches();
    assertThat(counts.built()).isEqualTo(1);
    assertThat(counts.used()).isEqualTo(1);
  }

  @Test
  void rowsOfOneItemShareBatches() {
    try (var executor =
        ThreeMapsByRowExecutor.builder().model(() -> new SimulatedModel(0, 0)).build()) {
      assertThat(executor.resultAll(LongStream.range(0, ITEMS).boxed())).hasSize(ITEMS);
    }
    // The stream is read in chunks, and a chunk doesn't wait for the next: not all is there at
    // once.
    Map<Integer, Integer> first = counts.batches("first");
    assertThat(first.keySet()).allMatch(size -> size <= Maps.MAX_BATCH_SIZE);
    assertThat(first.values().stream().mapToInt(Integer::intValue).sum()).isBetween(4, 8);
    assertThat(counts.built()).isBetween(1, 2);
  }

  private void assertFullBatches() {
    assertThat(counts.batches("first")).isEqualTo(FULL_BATCHES);
    assertThat(counts.batches("second")).isEqualTo(FULL_BATCHES);
    assertThat(counts.batches("third")).isEqualTo(FULL_BATCHES);
    assertThat(counts.calls()).isEqualTo(12);
  }

  private static List<List<Long>> rowsOf(int perRow) {
    return IntStream.range(0, ITEMS / perRow)
        .mapToObj(row ->
            LongStream.range((long) row * perRow, (row + 1L) * perRow).boxed().toList())
        .toList();
  }

  private static List<List<Long>> expected(List<List<Long>> rows) throws Exception {
    List<List<Long>> expected = new ArrayList<>();
    for (List<Long> row : rows) {
      expected.add(reference().results(row));
    }
    return expected;
  }

  private static ThreeMapsReference reference() {
    return new ThreeMapsReference(new SimulatedModel(0, 0));
  }
}
