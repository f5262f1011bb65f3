package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headrace.runtime.internal.Cpu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class CallsTest {
  @RegisterExtension
  final Recorder recorder = new Recorder();

  private final ResourcePool<Model> pool = Model.pool(1);
  private final Calls calls = new Calls("Test", new StreamBounds(4, 2), CallLimit.NONE);
  private final AtomicInteger pulled = new AtomicInteger();
  private final AtomicBoolean sourceClosed = new AtomicBoolean();

  @AfterEach
  void closePool() {
    pool.close();
  }

  private Stream<Integer> source(int n) {
    return IntStream.range(0, n)
        .boxed()
        .peek(x -> pulled.incrementAndGet())
        .onClose(() -> sourceClosed.set(true));
  }

  private Function<List<Integer>, Chunk<Integer>> times10() {
    BatchStep<Model, Integer> step = Model.times10(4);
    return xs -> new StepChunk<>(step, pool, xs);
  }

  private Function<List<Integer>, Chunk<Integer>> failingOn(int bad) {
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(4)
        .calling((model, batch) -> {
          if (batch.column(0).contains(bad)) {
            throw new IllegalArgumentException("bad");
          }
          return model.times10(batch.column(0));
        });
    return xs -> new StepChunk<>(step, pool, xs);
  }

  @Test
  void aStreamComesInOrderInFullBatches() {
    try (Stream<Integer> results = calls.all(source(1_000), times10())) {
      assertThat(results)
          .isEqualTo(IntStream.range(0, 1_000).mapToObj(x -> x * 10).toList());
    }
    assertThat(recorder.sizes).hasSize(250);
    assertThat(sourceClosed).isTrue();
  }

  @Test
  void aLimitNeedsAPolicy() {
    assertThatThrownBy(() -> new CallLimit(1, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("whenFull");
  }

  @Test
  void aStreamThatIsNotThereIsSaidSoAtOnce() {
    assertThatThrownBy(() -> calls.all(null, times10()).close())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("elements");
  }

  @Test
  void nothingIsPulledBeforeItIsAskedForAndThenOnlySoMuch() {
    Iterator<Integer> results = calls.all(source(1_000), times10()).iterator();
    assertThat(pulled).hasValue(0);
    for (int i = 0; i < 100; i++) {
      assertThat(results.next()).isEqualTo(i * 10);
      assertThat(pulled.get() - i).isBetween(1, 8); // two chunks of four
    }
  }

  @Test
  void aParallelStreamHasNoMoreInMemory() {
    AtomicInteger taken = new AtomicInteger();
    calls
        .all(source(5_000), times10())
        .parallel()
        .forEach(result -> assertThat(pulled.get() - taken.getAndIncrement()).isLessThan(16));
    assertThat(taken).hasValue(5_000);
  }

  @Test
  void aSourceThatCannotBeClosedDoesNotHideWhyItWas() {
    Stream<Integer> rows = source(9).onClose(() -> {
      throw new IllegalStateException("lost connection");
    });
    assertThatThrownBy(() -> calls.all(rows, failingOn(2)).iterator().forEachRemaining(x -> {}))
        .hasMessageContaining("row 2")
        .hasSuppressedException(new IllegalStateException("lost connection"));
    Stream<Integer> others = source(9).onClose(() -> {
      throw new IllegalStateException("lost connection");
    });
    assertThatThrownBy(() -> calls.all(others, failingOn(2)).toList())
        .hasMessageContaining("row 2")
        .hasSuppressedException(new IllegalStateException("lost connection"));
  }

  @Test
  void anEndlessStreamCanBeLimited() {
    Stream<Integer> endless = Stream.iterate(0, x -> x + 1);
    try (Stream<Integer> results = calls.all(endless, times10())) {
      assertThat(results.limit(5)).containsExactly(0, 10, 20, 30, 40);
    }
  }

  @Test
  void theFirstFailureIsThrownInItsPlace() {
    Iterator<Integer> results = calls.all(source(100), failingOn(6)).iterator();
    for (int i = 0; i < 6; i++) {
      assertThat(results.next()).isEqualTo(i * 10);
    }
    assertThatThrownBy(results::next)
        .hasMessage("step failed on row 6 (x = 6): IllegalArgumentException: bad");
    assertThat(sourceClosed).isTrue();
    assertThat(pulled.get()).isLessThan(20);
  }

  @Test
  void outcomesGoOnAfterFailures() {
    try (Stream<Outcome<Integer>> outcomes = calls.outcomes(source(20), failingOn(6))) {
      List<Outcome<Integer>> all = outcomes.toList();
      assertThat(all).hasSize(20);
      assertThat(IntStream.range(0, 20).filter(i -> all.get(i).isFailure())).containsExactly(6);
      assertThat(all.get(19).orThrow()).isEqualTo(190);
    }
  }

  @Test
  void aSourceThatFailsGivesWhatCameBefore() {
    Stream<Integer> source = IntStream.range(0, 10).boxed().peek(x -> {
      if (x == 6) {
        throw new IllegalStateException("no more");
      }
    });
    Iterator<Integer> results = calls.all(source, times10()).iterator();
    List<Integer> got = new ArrayList<>();
    assertThatThrownBy(() -> results.forEachRemaining(got::add)).hasMessage("no more");
    assertThat(got).containsExactly(0, 10, 20, 30, 40, 50);
  }

  /** A loop that asks no resource, so that the consumer may run it. */
  private static final class Loop extends Chunk<Integer> {
    private final List<Integer> xs;
    private List<Integer> results = List.of();

    Loop(List<Integer> xs) {
      super("loop", false, xs.size());
      this.xs = xs;
    }

    @Override
    protected boolean stage(int stage) {
      if (stage == 0) {
        results = column(rows());
        each(rows(), i -> {
          if (xs.get(i) % 1_000 == 777) {
            throw new IllegalArgumentException("bad");
          }
          results.set(i, xs.get(i) * 10);
        });
      }
      return stage == 0;
    }

    @Override
    protected List<Integer> results() {
      return results;
    }
  }

  @Test
  void aStreamOfLoopsAloneComesInOrderWithItsFailures() {
    try (Stream<Outcome<Integer>> outcomes = calls.outcomes(source(5_000), Loop::new)) {
      List<Outcome<Integer>> all = outcomes.toList();
      for (int i = 0; i < 5_000; i++) {
        Outcome<Integer> one = all.get(i);
        if (i % 1_000 == 777) {
          assertThatThrownBy(one::orThrow).hasMessageStartingWith("loop failed on row " + i);
        } else {
          assertThat(one.orThrow()).isEqualTo(i * 10);
        }
      }
    }
    try (Stream<Answer<Integer, Integer>> answers = calls.unordered(source(500), Loop::new)) {
      assertThat(answers.map(answer -> answer.outcome().orThrow() - 10 * answer.argument()))
          .hasSize(500)
          .containsOnly(0);
    }
    assertThat(pulled).hasValue(5_500);
  }

  @Test
  void aStreamOfLoopsEndsWithItsExecutor() {
    Iterator<Integer> results = calls.all(source(700), Loop::new).iterator();
    for (int i = 0; i < 300; i++) {
      assertThat(results.next()).isEqualTo(i * 10);
    }
    calls.close();
    assertThatThrownBy(() -> results.forEachRemaining(x -> {})).isInstanceOf(ClosedException.class);
    assertThat(sourceClosed).isTrue();
  }

  @Test
  void closingAStreamStopsIt() {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(1, door);
    CompletableFuture<Integer> first = calls.async(new StepChunk<>(step, pool, List.of(-1)));
    until(() -> door.entered.getCount() == 0);
    Stream<Outcome<Integer>> outcomes = calls.outcomes(
        Arrays.asList(0, 1, 2, 3, 4, 5, 6, 7, 8).stream(),
        (List<Integer> xs) -> xs.get(0) == 0
            ? new StepChunk<>(
                BatchStep.<Void, Integer>named("free").calling((none, batch) -> batch.column(0)),
                ResourcePool.none(),
                xs)
            : new StepChunk<>(step, pool, xs));
    Iterator<Outcome<Integer>> iterator = outcomes.iterator();
    assertThat(iterator.next().orThrow()).isZero();
    until(() -> Model.waiting(pool) == 4);
    outcomes.close();
    assertThat(Model.waiting(pool)).isZero();
    door.open.countDown();
    assertThat(first.join()).isEqualTo(-10);
    calls.close(); // nothing is left that it would wait for
  }

  @Test
  void aStreamThatIsClosedElsewhereEndsWhileABatchRuns() throws Exception {
    Model.Door door = new Model.Door();
    Stream<Integer> results = calls.all(
        Stream.of(
            0, 1, 2, 3, 4, 5, 6, 7, -1, 9), // the door is in no chunk that starts with the first
        xs -> new StepChunk<>(Model.times10(4, door), pool, xs));
    Iterator<Integer> iterator = results.iterator();
    assertThat(iterator.next()).isZero();
    assertThat(restOfClosed(results, iterator, door))
        .isLessThanOrEqualTo(7); // of the two chunks before the door
  }

  @Test
  void anUnorderedStreamThatIsClosedElsewhereEndsWhileABatchRuns() throws Exception {
    Model.Door door = new Model.Door();
    Stream<Answer<Integer, Integer>> results = calls.unordered(
        Stream.of(-1, 1, 2, 3, -1), // whichever chunk comes first stands in the door
        xs -> new StepChunk<>(Model.times10(4, door), pool, xs));
    assertThat(restOfClosed(results, results.iterator(), door)).isZero();
  }

  @Test
  void aStreamThatIsClosedElsewhereEndsWhileItsConsumerWaitsInAChunk() throws Exception {
    Model.Door door = new Model.Door();
    Stream<Integer> results = calls.all(
        source(100),
        (List<Integer> xs) -> xs.get(0) < 80
            ? new Loop(xs)
            : new StepChunk<>(Model.times10(4, door), pool, List.of(-1, -1, -1, -1)));
    assertThat(restOfClosed(results, results.iterator(), door)).isLessThanOrEqualTo(80);
  }

  @Test
  void aChunkMayTakeAsManyRowsAsThereAre() {
    Calls whole = new Calls("Test", new StreamBounds(Integer.MAX_VALUE, 1), CallLimit.NONE);
    assertThat(whole.all(source(1_000), times10()).toList()).hasSize(1_000);
    assertThat(whole.all(source(1_000), times10()).iterator().next()).isZero();
  }

  /** How many results are left if the stream is closed once a batch stands in the door, which opens after the last. */
  private int restOfClosed(Stream<?> results, Iterator<?> iterator, Model.Door door)
      throws InterruptedException {
    Thread closer = new Thread(() -> {
      until(() -> door.entered.getCount() == 0);
      results.close();
    });
    closer.start();
    int rest = 0;
    try {
      while (iterator.hasNext()) {
        iterator.next();
        rest++;
      }
      closer.join();
    } finally {
      door.open.countDown();
    }
    calls.close(); // waits for the batch
    return rest;
  }

  @Test
  void unorderedResultsComeAsTheyAreReady() {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> slow = Model.times10(4, door);
    BatchStep<Void, Integer> quick =
        BatchStep.<Void, Integer>named("quick").calling((none, batch) -> batch.column(0));
    List<Answer<Integer, Integer>> answers = new ArrayList<>();
    try (Stream<Answer<Integer, Integer>> stream = calls.unordered(
        Stream.of(-1, -2, -3, -4, 4, 5, 6, 7, 8, 9, 10, 11),
        (List<Integer> xs) -> xs.get(0) < 0
            ? new StepChunk<>(slow, pool, xs)
            : new StepChunk<>(quick, ResourcePool.none(), xs))) {
      Iterator<Answer<Integer, Integer>> iterator = stream.iterator();
      for (int i = 0; i < 8; i++) {
        answers.add(iterator.next());
        assertThat(answers.get(i).outcome().orThrow()).isEqualTo(answers.get(i).argument());
      }
      door.open.countDown();
      iterator.forEachRemaining(answers::add);
    }
    assertThat(answers.stream().map(Answer::argument))
        .containsExactly(4, 5, 6, 7, 8, 9, 10, 11, -1, -2, -3, -4);
    assertThat(answers.get(8).outcome().orThrow()).isEqualTo(-10);
  }

  /** Rows may be anything, also what cannot be compared. */
  private static final class Row {
    @Override
    public boolean equals(@Nullable Object other) {
      throw new AssertionError("a row was compared");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("a row was compared");
    }
  }

  @Test
  void rowsAreNeverCompared() {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> slow = Model.times10(4, door);
    BatchStep<Void, Integer> quick =
        BatchStep.<Void, Integer>named("quick").calling((none, batch) -> batch.column(0));
    AtomicBoolean first = new AtomicBoolean(true);
    try (Stream<Answer<Row, Integer>> answers = calls.unordered(
        Stream.generate(Row::new).limit(8),
        rows -> first.getAndSet(false)
            ? new StepChunk<>(slow, pool, List.of(-1, -2, -3, -4))
            : new StepChunk<>(quick, ResourcePool.none(), Model.range(4)))) {
      Iterator<Answer<Row, Integer>> results = answers.iterator();
      try {
        assertThat(results.next().outcome().orThrow()).isZero(); // of the second chunk
      } finally {
        door.open.countDown();
      }
      assertThat(results).toIterable().hasSize(7);
    }
  }

  @Test
  void unorderedFailuresAreOutcomes() {
    try (Stream<Answer<Integer, Integer>> answers = calls.unordered(source(20), failingOn(6))) {
      assertThat(answers.filter(answer -> answer.outcome().isFailure()).map(Answer::argument))
          .containsExactly(6);
    }
  }

  @Test
  void whoWaitsForAStreamRunsItsStepsRatherThanWaitForABusyCpu() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    int busy = 64; // more than the CPU executor has threads, here or there
    for (int i = 0; i < busy; i++) {
      Cpu.execute(() -> {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
    try {
      BatchStep<Void, String> where = BatchStep.<Void, String>named("where")
          .callingOne((none, batch) -> Thread.currentThread().getName());
      Function<List<Integer>, Chunk<String>> chunks =
          xs -> new StepChunk<>(where, ResourcePool.none(), xs);
      String here = Thread.currentThread().getName();
      assertThat(calls.all(source(20), chunks)).hasSize(20).containsOnly(here);
      assertThat(calls.unordered(source(20), chunks)).hasSize(20);
    } finally {
      release.countDown();
    }
  }

  @Test
  void afterItsFirstFailureAStreamIsAtItsEnd() {
    Iterator<Integer> results = calls.all(source(100), failingOn(1)).iterator();
    assertThat(results.next()).isZero();
    assertThatThrownBy(results::next).hasMessageContaining("bad");
    assertThat(results.hasNext()).isFalse();
  }

  @Test
  void asynchronousCallsNeitherBlockTheCallerNorUseTheInstancesThread() {
    Model.Door door = new Model.Door();
    List<String> threads = new ArrayList<>();
    Chunk<Integer> chunk = new Chunk<>("entry", false, 1) {
      private List<Integer> ten;

      @Override
      protected boolean stage(int stage) {
        threads.add(Thread.currentThread().getName());
        assertThat(Thread.currentThread().getContextClassLoader())
            .isSameAs(getClass().getClassLoader());
        if (stage == 0) {
          ten = batch(Model.times10(1, door), pool, rows(), List.of(-1));
        }
        return stage < 2;
      }

      @Override
      protected List<Integer> results() {
        return ten;
      }
    };
    CompletableFuture<Integer> future = calls.async(chunk);
    assertThat(future).isNotDone();
    door.open.countDown();
    assertThat(future.join()).isEqualTo(-10);
    assertThat(threads).hasSize(3).allMatch(name -> name.startsWith("headrace-cpu-"));
    assertThatThrownBy(() -> calls.async(chunk)).hasMessage("entry runs only once");
  }

  @Test
  void callsWithinCallsDoNotStarveTheCpuThreads() {
    int many = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());
    BatchStep<Model, Integer> step = Model.times10(4);
    BatchStep<Void, Integer> nested = BatchStep.<Void, Integer>named("nested")
        .callingOne((none, batch) ->
            calls.async(new StepChunk<>(step, pool, batch.column(0))).join());
    List<CompletableFuture<Integer>> outer = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      outer.add(calls.async(new StepChunk<>(nested, ResourcePool.none(), List.of(i))));
    }
    for (int i = 0; i < many; i++) {
      assertThat(outer.get(i).join()).isEqualTo(i * 10);
    }
  }

  @Test
  void closingWaitsForWhatIsUnderWayAndRefusesTheRest() throws Exception {
    Model.Door door = new Model.Door();
    CompletableFuture<Integer> running =
        calls.async(new StepChunk<>(Model.times10(1, door), pool, List.of(-1)));
    until(() -> door.entered.getCount() == 0);
    Thread closer = new Thread(calls::close);
    closer.start();
    until(() -> refused());
    assertThat(running).isNotDone();
    assertThat(closer.isAlive()).isTrue();
    door.open.countDown();
    closer.join();
    assertThat(running.join()).isEqualTo(-10);
    assertThatThrownBy(calls.async(times10().apply(List.of(1)))::join)
        .cause()
        .hasMessage("Test is closed");
    assertThatThrownBy(() -> calls.all(source(3), times10()).toList()).hasMessage("Test is closed");
  }

  private boolean refused() {
    try {
      return calls.one(new StepChunk<>(
              BatchStep.<Void, Integer>named("x").callingOne((none, b) -> 1),
              ResourcePool.none(),
              List.of(1)))
          == 0;
    } catch (HeadraceException e) {
      return e.getMessage().equals("Test is closed");
    }
  }

  @Test
  void whatDependsOnAFutureMayCloseTheCalls() {
    CompletableFuture<Void> closed =
        calls.async(times10().apply(List.of(1))).thenAccept(x -> calls.close());
    closed.join();
  }

  @Test
  void closingByAnInterruptedThreadWaits() throws Exception {
    Model.Door door = new Model.Door();
    CompletableFuture<Integer> running =
        calls.async(new StepChunk<>(Model.times10(1, door), pool, List.of(-1)));
    AtomicBoolean stays = new AtomicBoolean();
    Thread closer = new Thread(() -> {
      Thread.currentThread().interrupt();
      calls.close();
      stays.set(Thread.interrupted());
    });
    closer.start();
    try {
      until(() -> refused());
      closer.join(50);
      assertThat(closer.isAlive()).isTrue();
    } finally {
      door.open.countDown(); // or what is broken would wait
    }
    closer.join();
    assertThat(running.join()).isEqualTo(-10);
    assertThat(stays).isTrue();
  }

  @Test
  void whatDependsOnFuturesMayCloseAsManyExecutorsAsThereAreThreads() throws Exception {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(1, door);
    CompletableFuture<Integer> first = calls.async(new StepChunk<>(step, pool, List.of(-1)));
    List<Calls> several = IntStream.range(
            0, 2 * Math.max(2, Runtime.getRuntime().availableProcessors()))
        .mapToObj(i -> new Calls("Some"))
        .toList();
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (Calls some : several) {
      ends.add(some.async(new StepChunk<>(step, pool, List.of(1))).thenRun(some::close));
    }
    for (Calls some : several) {
      ends.add(some.async(new StepChunk<>(step, pool, List.of(2))));
    }
    door.open.countDown();
    first.join();
    ends.forEach(CompletableFuture::join);
  }

  @Test
  void aStepOnTheOnlyInstanceIsToldThatItWouldWaitForItself() throws Exception {
    BatchStep<Model, Integer> inner = Model.times10(4);
    List<IntUnaryOperator> ways = List.of(
        x -> calls.one(new StepChunk<>(inner, pool, List.of(x))),
        x -> calls
            .ofStep(inner, pool, (Integer y) -> new StepChunk<>(inner, pool, List.of(y)))
            .one(x),
        x -> calls.async(new StepChunk<>(inner, pool, List.of(x))).join(),
        x -> calls
            .ofStep(inner, pool, (Integer y) -> new StepChunk<>(inner, pool, List.of(y)))
            .async(x)
            .join(),
        x -> {
          pool.warmUp();
          return x;
        });
    for (IntUnaryOperator way : ways) {
      BatchStep<Model, Integer> outer = BatchStep.<Model, Integer>named("outer")
          .calling((model, batch) -> List.of(way.applyAsInt(batch.<Integer>only(0))));
      CompletableFuture<Integer> call = calls.async(new StepChunk<>(outer, pool, List.of(1)));
      assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
          .hasStackTraceContaining("on the only instance of Model calls what needs Model");
    }
    assertThat(calls.one(new StepChunk<>(inner, pool, List.of(1)))).isEqualTo(10);
  }

  @Test
  void aStepMayWaitForACallThatNeedsItsInstanceNoMore() throws Exception {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> here = Model.times10(4);
    BatchStep<Model, Integer> elsewhere = Model.times10(4, door);
    ResourcePool<Model> other = Model.pool(1);
    try {
      CompletableFuture<Integer> both = calls.async(new Chunk<Integer>("both", false, 1) {
        private List<Integer> results = List.of();

        @Override
        protected boolean stage(int stage) {
          if (stage == 0) {
            var unused = batch(here, pool, rows(), List.of(1));
            results = batch(elsewhere, other, rows(), List.of(-1));
          }
          return stage == 0;
        }

        @Override
        protected List<Integer> results() {
          return results;
        }
      });
      door.entered.await();
      StepCalls<Integer, Model, Integer> direct =
          calls.ofStep(here, pool, x -> new StepChunk<>(here, pool, List.of(x)));
      CountDownLatch busy = keepsCpuThreadsBusy(door.open);
      busy.await();
      CompletableFuture<Integer> ended = direct.async(3); // which no thread can say yet
      BatchStep<Model, Integer> waits = BatchStep.<Model, Integer>named("waits")
          .calling((model, batch) -> {
            for (CompletableFuture<Integer> call : List.of(both, ended)) {
              assertThat(((RevocableFuture<Integer>) call).needs())
                  .doesNotContainAnyElementsOf(pool.runner().needs());
            }
            door.open.countDown();
            return List.of(both.join() + ended.join());
          });
      assertThat(calls.one(new StepChunk<>(waits, pool, List.of(2)))).isEqualTo(20);
    } finally {
      door.open.countDown();
      other.close();
    }
  }

  private static CountDownLatch keepsCpuThreadsBusy(CountDownLatch until) {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    CountDownLatch busy = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Cpu.execute(() -> {
        busy.countDown();
        try {
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
    return busy;
  }

  @Test
  void aFailureSaysWhoCalledAndItsCauseWhereItHappened() {
    BatchStep<Model, Integer> fails = BatchStep.<Model, Integer>named("fails")
        .calling((model, batch) -> {
          throw new IllegalStateException("boom");
        });
    BatchStep<Model, Integer> nothing = BatchStep.<Model, Integer>named("nothing")
        .calling((model, batch) -> Collections.singletonList(null));
    for (BatchStep<Model, Integer> step : List.of(fails, nothing)) {
      Supplier<StepChunk<Model, Integer>> chunk = () -> new StepChunk<>(step, pool, List.of(1));
      List<Runnable> ways = List.of(
          () -> calls.one(chunk.get()),
          () -> calls.ofStep(step, pool, (Integer x) -> chunk.get()).one(1),
          () -> calls.all(Stream.of(1), xs -> chunk.get()).toList());
      for (Runnable way : ways) {
        HeadraceException failure = catchThrowableOfType(HeadraceException.class, way::run);
        assertThat(isHere(failure)).isTrue();
        assertThat(failure.getStackTrace()[0].getClassName()).startsWith("dev.headrace.runtime.");
        assertThat(failure.getCause() != null && isHere(failure.getCause()))
            .isEqualTo(step == fails);
      }
    }
  }

  private static boolean isHere(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(CallsTest.class.getName()));
  }

  @Test
  void aColumnOfOneMayBeNull() {
    assertThat(Calls.column(null)).containsOnlyNulls().hasSize(1);
    assertThat(Calls.column("a")).containsExactly("a");
  }

  @Test
  void aCallThatIsNullHasNoArguments() {
    assertThat(Calls.column(Arrays.asList("a", null, "bb"), String::length))
        .containsExactly(1, null, 2);
  }

  @Test
  void theSameResultsFromAForkJoinThread() {
    assertThat(ForkJoinPool.commonPool()
            .submit(() -> calls.one(times10().apply(List.of(1))))
            .join())
        .isEqualTo(10);
  }
}
