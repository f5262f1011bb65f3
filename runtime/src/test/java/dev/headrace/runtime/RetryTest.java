package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are made again, and calls that take too long. */
@Timeout(60)
class RetryTest {
  private final List<List<Integer>> batches = new ArrayList<>();

  private interface Body {
    void on(List<Integer> xs) throws Exception;
  }

  private BatchStep<Void, Integer> step(Body body) {
    return BatchStep.<Void, Integer>named("step").maxBatchSize(4).calling((none, batch) -> {
      List<Integer> xs = batch.column(0);
      batches.add(List.copyOf(xs));
      body.on(xs);
      return xs;
    });
  }

  private static List<Outcome<Integer>> run(BatchStep<Void, Integer> step, int n) {
    return new StepChunk<>(step, ResourcePool.none(), Model.range(n)).outcomes();
  }

  @Test
  void aBatchThatFailsOnceIsCalledAgainAsItIs() {
    BatchStep<Void, Integer> step = step(xs -> {
          if (batches.size() == 1) {
            throw new IOException("once");
          }
        })
        .maxRetries(1);
    assertThat(run(step, 3)).extracting(Outcome::orThrow).containsExactly(0, 1, 2);
    assertThat(batches).containsExactly(List.of(0, 1, 2), List.of(0, 1, 2));
  }

  @Test
  void thenItIsSplitAndWhoStandsAloneIsTriedAgain() {
    BatchStep<Void, Integer> step = step(xs -> {
          if (xs.contains(1) && batches.size() < 6) {
            throw new IOException("not yet");
          }
        })
        .maxRetries(1);
    assertThat(run(step, 4)).extracting(Outcome::orThrow).containsExactly(0, 1, 2, 3);
    assertThat(batches)
        .containsExactly(
            List.of(0, 1, 2, 3),
            List.of(0, 1, 2, 3),
            List.of(0, 1),
            List.of(0),
            List.of(1),
            List.of(1),
            List.of(2, 3));
  }

  @Test
  void whoWaitsToTryAgainHoldsUpNoOthers() {
    BatchStep<Void, Integer> failing = BatchStep.<Void, Integer>named("failing")
        .maxRetries(6)
        .callingOne((none, batch) -> {
          throw new IOException("not yet");
        });
    BatchStep<Void, Integer> quick =
        BatchStep.<Void, Integer>named("quick").callingOne((none, batch) -> 1);
    Calls calls = new Calls("Test");
    List<CompletableFuture<Integer>> slow = new ArrayList<>();
    for (int i = 0; i < 4 * Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
      slow.add(calls.async(new StepChunk<>(failing, ResourcePool.none(), List.of(i))));
    }
    CompletableFuture<Integer> one =
        calls.async(new StepChunk<>(quick, ResourcePool.none(), List.of(1)));
    assertThat(one.join()).isEqualTo(1);
    assertThat(slow).noneMatch(CompletableFuture::isDone); // they pause for 0.6 s
    slow.forEach(call -> assertThatThrownBy(call::join).hasMessageContaining("not yet"));
  }

  @Test
  void onlyWhatIsWorthItIsTriedAgain() {
    BatchStep<Void, Integer> step = step(xs -> {
          throw new IllegalArgumentException("never");
        })
        .maxRetries(5)
        .retryOn(List.of(IOException.class));
    assertThatThrownBy(run(step, 1).get(0)::orThrow).hasMessageEndingWith("never");
    assertThat(batches).hasSize(1);
    BatchStep<Void, Integer> error = step(xs -> {
          throw new StackOverflowError();
        })
        .maxRetries(5);
    assertThat(run(error, 1)).allMatch(Outcome::isFailure);
    assertThat(batches).hasSize(2);
  }

  @Test
  void aCallThatTakesTooLongIsInterruptedAndFails() {
    BatchStep<Void, Integer> step = step(xs -> {
          if (xs.contains(1)) {
            new CountDownLatch(1).await();
          }
        })
        .timeoutMillis(20);
    List<Outcome<Integer>> outcomes = run(step, 4);
    assertThatThrownBy(outcomes.get(1)::orThrow)
        .hasMessage("step failed on row 1 (x = 1): TimeoutException: no result within 20 ms")
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(List.of(outcomes.get(0), outcomes.get(2), outcomes.get(3)))
        .noneMatch(Outcome::isFailure);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aCallThatTookTooLongMayBeTriedAgain() {
    BatchStep<Void, Integer> step = step(xs -> {
          if (batches.size() == 1) {
            new CountDownLatch(1).await();
          }
        })
        .timeoutMillis(2_000)
        .maxRetries(1)
        .retryOn(List.of(TimeoutException.class));
    assertThat(run(step.timeoutMillis(20), 2)).noneMatch(Outcome::isFailure);
  }

  @Test
  void boundsAreChecked() {
    assertThatThrownBy(() -> step(xs -> {}).maxRetries(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> step(xs -> {}).timeoutMillis(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsNotTriedAgain() throws Exception {
    assertThat(cancelledDuringABatchThatFails(List.of(1, 2), List.of()))
        .containsExactly(List.of(1, 2));
  }

  @Test
  void whereItStandsBesideOthersItIsNotCalledAlone() throws Exception {
    List<Integer> all = List.of(1, 2, 3);
    assertThat(cancelledDuringABatchThatFails(List.of(1, 2), List.of(3)))
        .containsExactly(all, all, List.of(2, 3));
  }

  /** The batches of which the first is under way when some of its calls are cancelled; it fails because of 1. */
  private List<List<Integer>> cancelledDuringABatchThatFails(
      List<Integer> cancelled, List<Integer> wanted) throws Exception {
    Model.Door start = new Model.Door();
    Model.Door end = new Model.Door();
    try (ResourcePool<Model> pool = Model.pool(1)) {
      BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
          .maxBatchSize(4)
          .maxRetries(1)
          .calling((model, batch) -> {
            List<Integer> xs = batch.column(0);
            batches.add(List.copyOf(xs));
            end.entered.countDown();
            end.open.await();
            if (xs.contains(1)) {
              throw new IOException("late");
            }
            return xs;
          });
      Calls calls = new Calls("Test");
      Function<Integer, StepChunk<Model, Integer>> chunk =
          x -> new StepChunk<>(step, pool, List.of(x));
      StepCalls<Integer, Model, Integer> direct = calls.ofStep(step, pool, chunk);
      CompletableFuture<Integer> first =
          calls.async(new StepChunk<>(Model.times10(1, start), pool, List.of(-1)));
      start.entered.await();
      List<CompletableFuture<Integer>> leave = new ArrayList<>();
      for (Integer x : cancelled) { // in both forms
        leave.add(x == 1 ? direct.async(x) : calls.async(chunk.apply(x)));
        until(() -> Model.waiting(pool) == leave.size());
      }
      List<CompletableFuture<Integer>> stay = wanted.stream().map(direct::async).toList();
      start.open.countDown();
      end.entered.await();
      leave.forEach(call -> call.cancel(true));
      end.open.countDown();
      first.join();
      assertThat(stay.stream().map(CompletableFuture::join).toList()).isEqualTo(wanted);
    } finally {
      start.open.countDown();
      end.open.countDown();
    }
    return batches;
  }

  @Test
  void anInterruptOfTheCallerStaysWhereItsCallTakesTooLongToo() {
    BatchStep<Void, Integer> slow = step(xs -> {
          long start = System.nanoTime();
          while (System.nanoTime() - start < 50_000_000) {
            Thread.onSpinWait();
          }
        })
        .timeoutMillis(1);
    Thread.currentThread().interrupt(); // which the step does not mind
    Outcome<Integer> outcome = run(slow, 1).get(0);
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(outcome::orThrow).hasCauseInstanceOf(TimeoutException.class);
  }
}
