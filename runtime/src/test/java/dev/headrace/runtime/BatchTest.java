package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How one chunk's elements become batches, on a pool with one instance and without a resource. */
class BatchTest {
  @RegisterExtension
  final Recorder recorder = new Recorder();

  private static BatchStep<Void, Integer> step(int max, BatchFunction<Void, Integer> function) {
    return BatchStep.<Void, Integer>named("step").maxBatchSize(max).calling(function);
  }

  private static BatchStep<Void, Integer> failingOn(int max, Integer... bad) {
    return step(max, (none, batch) -> {
      List<Integer> xs = batch.column(0);
      if (!Collections.disjoint(xs, List.of(bad))) {
        throw new IllegalArgumentException("bad");
      }
      return xs.stream().map(x -> x * 10).toList();
    });
  }

  private static <T> List<Outcome<T>> run(BatchStep<Void, T> step, List<?>... columns) {
    return new StepChunk<>(step, ResourcePool.none(), columns).outcomes();
  }

  private static List<Integer> failed(List<? extends Outcome<?>> outcomes) {
    return IntStream.range(0, outcomes.size())
        .filter(i -> outcomes.get(i).isFailure())
        .boxed()
        .toList();
  }

  private static HeadraceException failure(Outcome<?> outcome) {
    return ((Outcome.Failure<?>) outcome).failure();
  }

  @ParameterizedTest
  @CsvSource({"1,8,1", "8,8,1", "9,8,2", "100,32,4", "100,1,100"})
  void asFewBatchesAsThereCanBe(int n, int max, int batches) {
    try (ResourcePool<Model> pool = Model.pool(1)) {
      assertThat(new StepChunk<>(Model.times10(max), pool, Model.range(n)).column())
          .isEqualTo(IntStream.range(0, n).mapToObj(i -> i * 10).toList());
    }
    assertThat(recorder.sizes).hasSize(batches);
    assertThat(recorder.sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(n);
    recorder.sizes.clear();
    assertThat(failed(run(failingOn(max), Model.range(n)))).isEmpty();
    assertThat(recorder.sizes).hasSize(batches);
  }

  @Test
  void nothingToSendNothingCalled() {
    assertThat(run(failingOn(8), List.of())).isEmpty();
    assertThat(recorder.sizes).isEmpty();
  }

  @Test
  void oneCulpritCostsTwoMoreCallsForEachHalving() {
    for (int size = 2; size <= 256; size++) {
      int halvings = 32 - Integer.numberOfLeadingZeros(size - 1); // log2, rounded up
      for (int culprit = 0; culprit < size; culprit += size <= 64 ? 1 : 7) {
        recorder.sizes.clear();
        assertThat(failed(run(failingOn(size, culprit), Model.range(size))))
            .containsExactly(culprit);
        assertThat(recorder.sizes.size() - 1)
            .as("%s of %s", culprit, size)
            .isBetween(2 * (halvings - 1), 2 * halvings);
      }
    }
  }

  @Test
  void onlyTheCulpritsFail() {
    List<Outcome<Integer>> outcomes = run(failingOn(16, 3, 11), Model.range(16));
    assertThat(failed(outcomes)).containsExactly(3, 11);
    assertThat(outcomes.get(4).orThrow()).isEqualTo(40);
    assertThat(failure(outcomes.get(11)))
        .hasMessage("step failed on row 11 (x = 11): IllegalArgumentException: bad")
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(recorder.sizes).startsWith(16, 8, 4);
  }

  @Test
  void withoutSplittingTheBatchFailsAsOne() {
    List<Outcome<Integer>> outcomes = run(failingOn(4, 5).splitOnFailure(false), Model.range(12));
    assertThat(failed(outcomes)).containsExactly(4, 5, 6, 7);
    assertThat(recorder.sizes).containsExactly(4, 4, 4);
  }

  @Test
  void errorsAreFailuresToo() {
    List<Outcome<Integer>> outcomes = run(
        step(2, (none, batch) -> {
          throw new StackOverflowError();
        }),
        Model.range(2));
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(failure(o)).hasCauseInstanceOf(StackOverflowError.class));
  }

  @Test
  void aFailureThatCannotSayWhatItIsConcernsItsElementOnly() {
    List<Outcome<Integer>> outcomes = run(
        step(4, (none, batch) -> {
          if (batch.column(0).contains(2)) {
            throw new Mute();
          }
          return batch.column(0);
        }),
        Model.range(4));
    assertThat(failed(outcomes)).containsExactly(2);
    assertThat(failure(outcomes.get(2)))
        .hasMessage("step failed on row 2 (x = 2): Mute")
        .hasCauseInstanceOf(Mute.class);
  }

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("a message that needs what is not there");
    }
  }

  @Test
  void aBatchTooLargeIsHalvedAndTheLimitStays() {
    List<Integer> seen = new ArrayList<>();
    BatchStep<Void, Integer> small = step(16, (none, batch) -> {
      if (batch.size() > 5) {
        throw new BatchTooLargeException();
      }
      seen.addAll(batch.<Integer>column(0));
      return batch.column(0);
    });
    assertThat(run(small, Model.range(20))).extracting(Outcome::orThrow).isEqualTo(Model.range(20));
    assertThat(seen).isEqualTo(Model.range(20));
    assertThat(recorder.sizes).containsExactly(16, 8, 4, 4, 4, 4, 4);
    recorder.sizes.clear();
    assertThat(failed(run(small, Model.range(8)))).isEmpty();
    assertThat(recorder.sizes).containsExactly(4, 4);
  }

  @Test
  void anElementTooLargeByItselfFails() {
    List<Outcome<Integer>> outcomes = run(
        step(4, (none, batch) -> {
          if (batch.column(0).contains(2)) {
            throw new BatchTooLargeException("too long");
          }
          return batch.column(0);
        }),
        Model.range(4));
    assertThat(failed(outcomes)).containsExactly(2);
    assertThat(failure(outcomes.get(2)))
        .hasMessage("step failed on row 2 (x = 2): BatchTooLargeException: too long");
  }

  @Test
  void anElementTooLargeByItselfLeavesTheOthersTheirLimit() {
    BatchStep<Void, Integer> step = step(8, (none, batch) -> {
      if (batch.column(0).contains(2)) {
        throw new BatchTooLargeException("too long");
      }
      return batch.column(0);
    });
    assertThat(failed(run(step, Model.range(16)))).containsExactly(2);
    assertThat(recorder.sizes).containsExactly(8, 4, 2, 2, 1, 1, 4, 8);
    assertThat(failed(run(step, List.of(3, 4, 5, 6, 7, 8, 9, 10)))).isEmpty();
    assertThat(recorder.sizes).endsWith(8, 8);
  }

  @Test
  void anElementTooLargeByItselfHidesNoLimitThatOthersHaveShown() {
    BatchStep<Void, Integer> step = step(64, (none, batch) -> {
      if (batch.size() > 8 || batch.column(0).contains(63)) {
        throw new BatchTooLargeException();
      }
      return batch.column(0);
    });
    assertThat(failed(run(step, Model.range(64)))).containsExactly(63);
    recorder.sizes.clear();
    assertThat(failed(run(step, Model.range(63)))).isEmpty();
    assertThat(recorder.sizes).containsExactly(8, 8, 8, 8, 8, 8, 8, 7);
  }

  @Test
  void anInterruptOfAnOuterStepIsLeftToIt() {
    AtomicInteger inner = new AtomicInteger();
    BatchStep<Void, Integer> quick = step(1, (none, batch) -> {
      inner.incrementAndGet();
      Thread.sleep(200);
      return batch.column(0);
    });
    BatchStep<Model, Integer> outer = BatchStep.<Model, Integer>named("outer")
        .timeoutMillis(20)
        .calling((model, batch) -> {
          for (int i = 0; i < 5 && !Thread.currentThread().isInterrupted(); i++) {
            var unused = new StepChunk<>(quick, ResourcePool.none(), List.of(i)).outcomes();
          }
          return batch.column(0);
        });
    try (ResourcePool<Model> pool = Model.pool(1)) {
      assertThat(failed(new StepChunk<>(outer, pool, List.of(1)).outcomes())).containsExactly(0);
    }
    assertThat(inner).hasValue(1);
  }

  @Test
  void anInterruptThatAStepLeavesBehindIsNoConcernOfOthers() {
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(8)
        .maxRetries(1)
        .calling((model, batch) -> {
          if (batch.column(0).contains(2)) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("bad");
          }
          if (batch.column(0).contains(5)) {
            throw new InterruptedException("not by us");
          }
          Thread.sleep(1);
          return batch.column(0);
        });
    try (ResourcePool<Model> pool = Model.pool(1)) {
      List<Outcome<Integer>> outcomes = new StepChunk<>(step, pool, Model.range(8)).outcomes();
      assertThat(failed(outcomes)).containsExactly(2, 5);
      assertThat(failure(outcomes.get(2))).hasMessageEndingWith("IllegalStateException: bad");
    }
  }

  @Test
  void aResultOfTheWrongSizeIsAFailureForWhoeverWatches() {
    assertThat(failed(run(step(4, (none, batch) -> null), Model.range(3)))).hasSize(3);
    assertThat(recorder.sizes).containsExactly(3);
    assertThat(recorder.failed).hasValue(1);
  }

  @Test
  void aResultOfTheWrongSizeNamesBothSizes() {
    List<Outcome<Integer>> outcomes =
        run(step(32, (none, batch) -> Model.range(31)), Model.range(32));
    assertThat(outcomes)
        .allSatisfy(
            o -> assertThat(failure(o)).hasMessage("step returned 31 results for 32 elements"));
    assertThat(recorder.sizes).containsExactly(32);
    assertThat(failure(
            run(step(8, (none, batch) -> Model.range(1)), Model.range(2)).get(0)))
        .hasMessage("step returned 1 result for 2 elements");
    assertThat(failure(run(step(8, (none, batch) -> null), Model.range(1)).get(0)))
        .hasMessage("step returned null for 1 element");
  }

  @Test
  void nullsAreNotSentUnlessTheyMayBe() {
    List<List<?>> sent = new ArrayList<>();
    BatchStep<Void, Object> step = BatchStep.<Void, Object>named("step").calling((none, batch) -> {
      sent.add(List.copyOf(batch.column(0)));
      return new ArrayList<>(batch.<Object>column(0));
    });
    List<Outcome<Object>> outcomes =
        run(step, Arrays.asList(1, null, 3), Arrays.asList("a", "b", null));
    assertThat(sent).containsExactly(List.of(1));
    assertThat(failed(outcomes)).containsExactly(1, 2);
    assertThat(failure(outcomes.get(1))).isInstanceOf(NullResultException.class);
    sent.clear();
    assertThat(
            failed(run(step.nullable(1), Arrays.asList(1, null, 3), Arrays.asList("a", "b", null))))
        .containsExactly(1);
    assertThat(sent).containsExactly(List.of(1, 3));
  }

  @Test
  void theSingleFormRunsBatchesOfOne() {
    List<String> calls = new ArrayList<>();
    BatchStep<Void, Integer> both = step(4, (none, batch) -> {
          calls.add("many");
          return batch.column(0);
        })
        .callingOne((none, batch) -> {
          calls.add("one");
          return batch.only(0);
        });
    assertThat(failed(run(both, Model.range(5)))).isEmpty();
    assertThat(calls).containsExactly("many", "one");
    BatchStep<Void, Integer> single =
        BatchStep.<Void, Integer>named("step").callingOne((none, batch) -> batch.only(0));
    assertThat(single.maxBatchSize()).isEqualTo(1);
    assertThat(failed(run(single, Model.range(3)))).isEmpty();
  }

  @Test
  void onlyOneIsOnlyForOne() {
    assertThat(failure(run(
                step(2, (none, batch) -> {
                      int x = batch.only(0);
                      return List.of(x);
                    })
                    .splitOnFailure(false),
                Model.range(2))
            .get(0)))
        .hasMessageContaining("a batch of 2 is not a single element");
  }

  @Test
  void aBatchNeverMixesSharedArguments() {
    List<String> batches = new ArrayList<>();
    BatchStep<Void, Integer> step = step(8, (none, batch) -> {
          batches.add(batch.<String>shared(1) + batch.column(0));
          return batch.column(0);
        })
        .shared(1);
    assertThat(failed(run(step, Model.range(5), List.of("a", "b", "a", new String("b"), "a"))))
        .isEmpty();
    assertThat(batches).containsExactly("a[0, 2, 4]", "b[1, 3]");
  }

  /** Data that cannot be compared where there is no name, and has no hash where it is empty. */
  private record Named(String name) {
    @Override
    public boolean equals(Object other) {
      return name.equals(((Named) other).name);
    }

    @Override
    public int hashCode() {
      return name == null ? 0 : name.charAt(0);
    }
  }

  @Test
  void sharedDataThatCannotBeComparedSharesNoBatch() {
    List<List<Integer>> batches = new ArrayList<>();
    BatchStep<Void, Integer> step = step(8, (none, batch) -> {
          batches.add(batch.column(0));
          return batch.column(0);
        })
        .shared(1);
    List<Named> names = Stream.of("a", null, "", null, "a").map(Named::new).toList();
    assertThat(failed(run(step, Model.range(5), names))).containsExactly(2);
    assertThat(batches).containsExactly(List.of(0, 4), List.of(1), List.of(3));
  }

  @Test
  void sharedDataThatCannotBeComparedLosesNoCall() throws Exception {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(4, door).shared(1);
    ResourcePool<Model> pool = Model.pool(1);
    Calls calls = new Calls("Test");
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int x : List.of(-1, 2, 3, 4)) {
      Named name = new Named(x < 4 ? null : "a");
      results.add(calls.async(new StepChunk<>(step, pool, List.of(x), List.of(name))));
      door.entered.await();
    }
    door.open.countDown();
    for (CompletableFuture<Integer> result : results) {
      assertThat(result.get(10, TimeUnit.SECONDS)).isNotNull();
    }
    calls.close(); // not if one is lost, for which it would wait
    pool.close();
  }

  @Test
  void sharedDataIsComparedByContentAndObjectsByIdentity() {
    List<Integer> sizes = new ArrayList<>();
    BatchStep<Void, Integer> step = step(8, (none, batch) -> {
      sizes.add(batch.size());
      return batch.column(0);
    });
    assertThat(
            failed(run(step.shared(1), Model.range(2), List.of(new float[] {1}, new float[] {1}))))
        .isEmpty();
    assertThat(sizes).containsExactly(2);
    assertThat(failed(run(step.sharedByIdentity(1), Model.range(2), List.of(new String("a"), "a"))))
        .isEmpty();
    assertThat(sizes).containsExactly(2, 1, 1);
    assertThat(
            failed(run(step.sharedByIdentity(1), Model.range(4), Lists.constant(new Object(), 4))))
        .isEmpty();
    assertThat(sizes).containsExactly(2, 1, 1, 4);
  }

  @Test
  void aStepCannotChangeItsArguments() {
    List<Integer> xs = new ArrayList<>(Model.range(2));
    assertThat(failed(run(
            step(2, (none, batch) -> {
              batch.<Integer>column(0).set(0, 9);
              return batch.column(0);
            }),
            xs)))
        .containsExactly(0, 1);
    assertThat(xs).isEqualTo(Model.range(2));
  }

  @Test
  void columnsHaveTheAxisSize() {
    assertThatThrownBy(new StepChunk<>(
            failingOn(2), ResourcePool.none(), Model.range(2), Model.range(3))::column)
        .hasMessage(
            "step failed on row 0 (x = 0): IllegalArgumentException: step: a column of 3 on rows[2]");
  }

  @Test
  void aStepWithoutAFunctionSaysSo() {
    assertThat(failure(run(BatchStep.named("step"), Model.range(1)).get(0)))
        .hasMessageContaining("has no function");
    assertThatThrownBy(() -> BatchStep.named("step").maxBatchSize(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherSizeIsAnotherStep() {
    BatchStep<Void, Integer> step = failingOn(2);
    assertThat(step.withMaxBatchSize(8).maxBatchSize()).isEqualTo(8);
    assertThat(step.maxBatchSize()).isEqualTo(2);
    assertThat(step.name()).isEqualTo("step");
    assertThat(step.maxDelayMicros(5).maxDelayMicros()).isEqualTo(5);
    assertThat(step.splitOnFailure()).isTrue();
  }
}
