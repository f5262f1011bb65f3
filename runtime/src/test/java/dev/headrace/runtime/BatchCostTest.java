package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches cut by what their elements weigh, which here is their own value. */
@Timeout(60)
class BatchCostTest {
  private final List<List<Integer>> batches = new ArrayList<>();

  private BatchStep<Model, Integer> step(int most) {
    return BatchStep.<Model, Integer>named("step")
        .maxBatchSize(most)
        .cost(x -> x.only(0))
        .calling((model, batch) -> {
          batches.add(List.copyOf(batch.<Integer>column(0)));
          return batch.<Integer>column(0).stream().map(x -> x * 10).toList();
        });
  }

  /** The elements in one call, on an instance of a resource and then on the caller's own thread. */
  private void run(BatchStep<Model, Integer> step, List<Integer> xs, List<List<Integer>> expected) {
    for (int calls = 1; calls >= 0; calls--) {
      batches.clear();
      try (ResourcePool<Model> pool = ResourcePool.open(
          new ResourceSpec("Model", 0, 1, calls), new Object(), device -> new Model())) {
        assertThat(new StepChunk<>(step, pool, xs).column())
            .isEqualTo(xs.stream().map(x -> x * 10).toList());
      }
      assertThat(batches).isEqualTo(expected);
    }
  }

  @Test
  void theSumIsBoundedInOrderOfArrival() {
    run(
        step(3).maxBatchCost(10),
        List.of(4, 6, 1, 99, 1, 1, 1, 1),
        List.of(List.of(4, 6), List.of(1), List.of(99), List.of(1, 1, 1), List.of(1)));
  }

  @Test
  void withoutABoundOrPaddingTheCostIsNotAskedFor() {
    run(
        step(2).cost(x -> {
          throw new IllegalStateException("not asked for");
        }),
        List.of(1, 2, 3),
        List.of(List.of(1, 2), List.of(3)));
  }

  @Test
  void paddedBatchesAreOfLikeElementsTheOldestFirst() {
    run(
        step(2).padded(true),
        List.of(9, 1, 8, 2, 7, 3),
        List.of(List.of(9, 8), List.of(1, 2), List.of(7, 3)));
    run(
        step(2).padded(true),
        List.of(1, 9, 2, 8, 3),
        List.of(List.of(1, 2), List.of(9, 8), List.of(3)));
  }

  @Test
  void theCostAloneMayBoundPaddedBatches() {
    run(
        step(Integer.MAX_VALUE).padded(true).maxBatchCost(12),
        List.of(2, 4, 4, 2, 4, 2),
        List.of(List.of(2, 2, 2), List.of(4, 4, 4)));
  }

  @Test
  void elementsAreSoughtAmongAsManyBatchesAsTheCostAllows() {
    List<Integer> xs = new ArrayList<>(Collections.nCopies(258, 2));
    xs.set(0, 1);
    xs.set(257, 1); // the cost allows two in a batch, and it is beyond 128 of these
    run(
        step(Integer.MAX_VALUE).padded(true).maxBatchCost(2),
        xs,
        xs.stream().map(List::of).toList());
  }

  @Test
  void paddedBatchesCostTheirSizeTimesTheLargest() {
    run(
        step(10).padded(true).maxBatchCost(12),
        List.of(4, 4, 4, 4, 20, 1, 1),
        List.of(List.of(4, 1, 1), List.of(4, 4, 4), List.of(20)));
    run(
        step(10).padded(true).maxBatchCost(8),
        List.of(1, 0, 0, 5),
        List.of(List.of(1, 0, 0), List.of(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noPaddedBatchIsAboveItsBoundsAndNothingIsLost(int seed) {
    Random random = new Random(seed);
    BatchStep<Model, Integer> step = step(8).padded(true).maxBatchCost(400);
    List<Integer> xs = random.ints(500, 0, 120).boxed().toList();
    List<Integer> seen = new ArrayList<>();
    try (ResourcePool<Model> pool = Model.pool(1)) {
      assertThat(new StepChunk<>(step, pool, xs).column())
          .isEqualTo(xs.stream().map(x -> x * 10).toList());
    }
    for (List<Integer> batch : batches) {
      assertThat(batch).hasSizeBetween(1, 8);
      assertThat(batch.size() * Collections.max(batch)).isLessThanOrEqualTo(400);
      seen.addAll(batch);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(xs);
    int paid = batches.stream().mapToInt(b -> b.size() * Collections.max(b)).sum();
    int sum = xs.stream().mapToInt(Integer::intValue).sum();
    assertThat(paid).isLessThan(sum * 11 / 10); // in order of arrival it is about 1.6 times the sum
  }

  @Test
  void aCostThatThrowsOrIsNegativeFailsItsElementOnly() {
    BatchStep<Model, Integer> step = step(4).padded(true).cost(element -> {
      int x = element.only(0);
      if (x == 2) {
        throw new IllegalArgumentException("no tokens");
      }
      return x - 1;
    });
    try (ResourcePool<Model> pool = Model.pool(1)) {
      List<Outcome<Integer>> outcomes = new StepChunk<>(step, pool, List.of(0, 1, 2, 3)).outcomes();
      assertThatThrownBy(outcomes.get(0)::orThrow)
          .hasMessageContaining("step failed on row 0 (x = 0)")
          .hasMessageContaining("its cost is -1");
      assertThat(outcomes.get(1).orThrow()).isEqualTo(10);
      assertThatThrownBy(outcomes.get(2)::orThrow).hasMessageEndingWith("no tokens");
      assertThat(outcomes.get(3).orThrow()).isEqualTo(30);
    }
  }

  @Test
  void aCancelledCallLeavesThoseOfLikeCost() {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = step(2).padded(true).calling((model, batch) -> {
      List<Integer> xs = batch.column(0);
      batches.add(List.copyOf(xs));
      if (xs.contains(0)) {
        door.entered.countDown();
        door.open.await();
      }
      return model.times10(xs);
    });
    Calls calls = new Calls("Test");
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = calls.async(new StepChunk<>(step, pool, List.of(0)));
      Model.until(() -> door.entered.getCount() == 0);
      List<CompletableFuture<Integer>> others = new ArrayList<>();
      for (int x : List.of(5, 1, 6, 2, 4)) {
        int waiting = others.size() + 1;
        others.add(calls.async(new StepChunk<>(step, pool, List.of(x))));
        Model.until(() -> Model.waiting(pool) == waiting);
      }
      others.get(2).cancel(false);
      assertThat(Model.waiting(pool)).isEqualTo(4);
      door.open.countDown();
      assertThat(first.join()).isZero();
      assertThat(others.get(4).join()).isEqualTo(40);
      assertThat(others.get(3).join()).isEqualTo(20);
    }
    assertThat(batches).containsExactly(List.of(0), List.of(5, 4), List.of(1, 2));
  }

  @Test
  void boundsAreChecked() {
    assertThatThrownBy(() -> step(1).maxBatchCost(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> step(1).maxDelayMicros(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
