package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class StepCallsTest {
  @RegisterExtension
  final Recorder recorder = new Recorder();

  private final Model.Door door = new Model.Door();
  private final ResourcePool<Model> pool = Model.pool(1);
  private final Calls calls = new Calls("Test");
  private final BatchStep<Model, Integer> step = Model.times10(4, door);

  @AfterEach
  void close() {
    door.open.countDown();
    calls.close();
    pool.close();
  }

  private StepCalls<Integer, Model, Integer> of(BatchStep<Model, Integer> some) {
    return calls.ofStep(some, pool, x -> new StepChunk<>(some, pool, Collections.singletonList(x)));
  }

  private StepCalls<Integer, Model, Integer> failing() {
    return of(BatchStep.<Model, Integer>named("step")
        .maxBatchSize(4)
        .nullable(0)
        .calling((model, batch) -> {
          List<Integer> results = new ArrayList<>();
          for (Integer x : batch.<Integer>column(0)) {
            if (x != null && x == 13) {
              throw new IllegalArgumentException("bad");
            }
            results.add(x == null ? Integer.valueOf(-7) : x == 7 ? null : x);
          }
          return results;
        }));
  }

  /** Keeps the only instance busy until the door opens. */
  private CompletableFuture<Integer> busy(StepCalls<Integer, Model, Integer> some)
      throws InterruptedException {
    CompletableFuture<Integer> first = some.async(-1);
    door.entered.await();
    return first;
  }

  @Test
  void callsShareBatchesWithEachOtherAndWithChunks() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    List<CompletableFuture<Integer>> rest =
        IntStream.range(0, 3).mapToObj(some::async).toList();
    CompletableFuture<Integer> chunk = calls.async(new StepChunk<>(step, pool, List.of(3)));
    until(() -> Model.waiting(pool) == 4);
    door.open.countDown();
    assertThat(first.join()).isEqualTo(-10);
    assertThat(rest.stream().map(CompletableFuture::join)).containsExactly(0, 10, 20);
    assertThat(chunk.join()).isEqualTo(30);
    assertThat(recorder.sizes).containsExactly(1, 4);
    assertThat(some.one(5)).isEqualTo(50);
  }

  @Test
  void aFailureNamesTheStepTheRowAndItsArgument() {
    StepCalls<Integer, Model, Integer> some = failing();
    String message = "step failed on row 0 (x = 13): IllegalArgumentException: bad";
    assertThatThrownBy(() -> some.one(13)).isInstanceOf(NodeException.class).hasMessage(message);
    assertThatThrownBy(() -> some.async(13).join())
        .hasCauseInstanceOf(NodeException.class)
        .cause()
        .hasMessage(message);
  }

  @Test
  void aNullResultIsAFailureWhereTheEntryMustGiveOne() {
    assertThatThrownBy(() -> failing().one(7)).isInstanceOf(NullResultException.class);
    assertThatThrownBy(() -> failing().async(7).join())
        .hasCauseInstanceOf(NullResultException.class);
  }

  @Test
  void aNullArgumentIsSentWhereTheStepTakesIt() {
    assertThat(failing().one(null)).isEqualTo(-7);
    assertThatThrownBy(() -> of(step).one(null))
        .isInstanceOf(NullResultException.class)
        .hasMessageContaining(" is null on row 0 (x = null), but");
    assertThat(recorder.sizes).containsExactly(1);
  }

  @Test
  void aWrongNumberOfResultsFailsTheCall() {
    StepCalls<Integer, Model, Integer> some =
        of(BatchStep.<Model, Integer>named("step").calling((model, batch) -> List.of(1, 2)));
    assertThatThrownBy(() -> some.one(1)).hasMessageContaining("returned 2 results for 1 element");
  }

  @Test
  void whatIsCompletedFromOutsideLeavesTheQueue() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    CompletableFuture<Integer> cancelled = some.async(1);
    CompletableFuture<Integer> completed = some.async(2);
    CompletableFuture<Integer> late = some.async(3).orTimeout(1, TimeUnit.MILLISECONDS);
    CompletableFuture<Integer> stays = some.async(4);
    cancelled.cancel(true);
    completed.completeAsync(() -> 99).join();
    assertThatThrownBy(late::join).hasCauseInstanceOf(TimeoutException.class);
    until(() -> Model.waiting(pool) == 1);
    door.open.countDown();
    assertThat(first.join()).isEqualTo(-10);
    assertThat(stays.join()).isEqualTo(40);
    assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
    assertThat(completed.join()).isEqualTo(99);
    assertThat(recorder.sizes).containsExactly(1, 1);
  }

  @Test
  void whatIsCancelledWhileTheInstanceIsBusyIsNotKept() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    List<WeakReference<Object>> arguments = new ArrayList<>();
    List<WeakReference<Object>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Integer argument = 1_000_000 + i;
      arguments.add(new WeakReference<>(argument));
      CompletableFuture<Integer> call = i % 2 == 0
          ? some.async(argument)
          : calls.async(new StepChunk<>(step, pool, List.of(argument)));
      futures.add(new WeakReference<>(call));
      call.cancel(true);
    }
    until(() -> {
      System.gc();
      return Stream.of(arguments, futures)
          .allMatch(refs -> refs.stream().filter(ref -> ref.get() != null).count() < 40);
    });
    assertThat(first).isNotDone();
    door.open.countDown();
    assertThat(first.join()).isEqualTo(-10);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> some.one(1))
        .isInstanceOf(HeadraceException.class)
        .hasMessageStartingWith("interrupted while waiting for times10");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Model.waiting(pool)).isZero();
    door.open.countDown();
    first.join();
  }

  @Test
  void closingWaitsForABatchWhoseCallerWasInterrupted() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    Thread caller = new Thread(() ->
        assertThatThrownBy(() -> some.one(-1)).hasMessageStartingWith("interrupted while waiting"));
    caller.start();
    door.entered.await();
    caller.interrupt();
    caller.join();
    Thread closer = new Thread(calls::close);
    closer.start();
    until(() -> Model.isWaiting(closer));
    closer.join(20);
    assertThat(closer.isAlive()).isTrue();
    door.open.countDown();
    closer.join();
  }

  @Test
  void aCallOnAForkJoinThreadRunsNoOtherTasksMeanwhile() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    AtomicInteger deepest = new AtomicInteger();
    ThreadLocal<Integer> nested = ThreadLocal.withInitial(() -> 0);
    CompletableFuture<?> all = CompletableFuture.supplyAsync(() -> {
          List<CompletableFuture<Integer>> tasks = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            int x = i;
            tasks.add(CompletableFuture.supplyAsync(() -> {
              nested.set(nested.get() + 1);
              deepest.accumulateAndGet(nested.get(), Math::max);
              int result = some.one(x);
              nested.set(nested.get() - 1);
              return result;
            }));
          }
          return tasks;
        })
        .thenCompose(tasks -> CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0])));
    all.get(30, TimeUnit.SECONDS);
    assertThat(deepest).hasValue(1);
  }

  @Test
  void whoeverKeepsTheFutureDoesNotKeepTheExecutor() {
    StepCalls<Integer, Model, Integer> some = of(step);
    WeakReference<Object> weak = new WeakReference<>(some);
    CompletableFuture<Integer> future = some.async(1);
    assertThat(future.join()).isEqualTo(10);
    some = null;
    until(() -> {
      System.gc();
      return weak.get() == null;
    });
    assertThat(future.cancel(true)).isFalse();
  }

  @Test
  void whatDependsOnTheFutureRunsApartFromTheInstanceAndMayCloseTheCalls() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    CompletableFuture<Void> closed = first.thenRun(() -> {
      thread.set(Thread.currentThread());
      calls.close();
    });
    door.open.countDown();
    closed.join();
    assertThat(thread.get().getName()).startsWith("headrace-cpu");
    assertThat(thread.get().getContextClassLoader()).isNotNull();
    assertThatThrownBy(() -> some.one(1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> some.async(1).join()).hasCauseInstanceOf(ClosedException.class);
  }

  @Test
  void closingWaitsForCallsUnderWay() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    Thread closer = new Thread(calls::close);
    closer.start();
    until(() -> Model.isWaiting(closer));
    assertThat(first).isNotDone();
    door.open.countDown();
    closer.join();
    assertThat(first.join()).isEqualTo(-10);
  }

  @Test
  void whoeverKeepsTheFutureDoesNotKeepTheArgument() throws Exception {
    StepCalls<Integer, Model, Integer> some = of(step);
    CompletableFuture<Integer> first = busy(some);
    Integer answered = 1_000_000;
    Integer cancelled = 2_000_000;
    List<WeakReference<Integer>> arguments =
        List.of(new WeakReference<>(answered), new WeakReference<>(cancelled));
    List<CompletableFuture<Integer>> futures = List.of(some.async(answered), some.async(cancelled));
    futures.get(1).cancel(true);
    door.open.countDown();
    first.join();
    assertThat(futures.get(0).join()).isEqualTo(10_000_000);
    answered = null;
    cancelled = null;
    until(() -> {
      System.gc();
      return arguments.stream().allMatch(argument -> argument.get() == null);
    });
    assertThat(futures).allMatch(CompletableFuture::isDone);
  }

  @Test
  void aLimitOnCallsHolds() throws Exception {
    try (Calls limited =
        new Calls("Test", StreamBounds.DEFAULT, new CallLimit(1, WhenFull.REJECT))) {
      StepCalls<Integer, Model, Integer> some =
          limited.ofStep(step, pool, x -> new StepChunk<>(step, pool, List.of(x)));
      CompletableFuture<Integer> first = busy(some);
      assertThatThrownBy(() -> some.one(1)).isInstanceOf(OverloadedException.class);
      door.open.countDown();
      assertThat(first.join()).isEqualTo(-10);
    }
  }

  @Test
  void aResourceForAnyNumberOfCallersIsUsedOnStageThreads() {
    ResourcePool<Model> any =
        ResourcePool.open(new ResourceSpec("Model", 0, 1, 0), new Object(), device -> new Model());
    AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    BatchStep<Model, Integer> where = BatchStep.<Model, Integer>named("where")
        .calling((model, batch) -> {
          thread.set(Thread.currentThread());
          return model.times10(batch.column(0));
        });
    try (any) {
      assertThat(calls
              .ofStep(where, any, (Integer x) -> new StepChunk<>(where, any, List.of(x)))
              .async(1)
              .join())
          .isEqualTo(10);
    }
    assertThat(thread.get().getName()).startsWith("headrace-cpu");
  }
}
