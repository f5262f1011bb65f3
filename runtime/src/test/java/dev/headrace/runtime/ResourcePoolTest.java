package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.internal.Ticker;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Instances, and batches across calls. */
@Timeout(60)
class ResourcePoolTest {
  @RegisterExtension
  final Recorder recorder = new Recorder();

  private final Calls calls = new Calls("Test");

  private CompletableFuture<Integer> async(
      BatchStep<Model, Integer> step, ResourcePool<Model> pool, int x) {
    return calls.async(new StepChunk<>(step, pool, List.of(x)));
  }

  private static ResourcePool<Model> failing(int instances, AtomicInteger built, int... fail) {
    return ResourcePool.open(new ResourceSpec("Model", 0, instances, 1), new Object(), device -> {
      int n = built.getAndIncrement();
      for (int f : fail) {
        if (n == f) {
          throw new IllegalStateException("no file " + n);
        }
      }
      return new Model();
    });
  }

  @RepeatedTest(20)
  void callsThatWaitShareBatchesInOrder() {
    Model.Door door = new Model.Door();
    List<List<Integer>> batches = new ArrayList<>();
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(4)
        .calling((model, batch) -> {
          List<Integer> xs = batch.column(0);
          batches.add(List.copyOf(xs));
          if (xs.contains(-1)) {
            door.entered.countDown();
            door.open.await();
          }
          return model.times10(xs);
        });
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = async(step, pool, -1);
      until(() -> door.entered.getCount() == 0);
      List<CompletableFuture<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        int waiting = i + 1;
        others.add(async(step, pool, i));
        until(() -> Model.waiting(pool) == waiting);
      }
      door.open.countDown();
      assertThat(first.join()).isEqualTo(-10);
      for (int i = 0; i < 10; i++) {
        assertThat(others.get(i).join()).isEqualTo(i * 10);
      }
    }
    assertThat(batches)
        .containsExactly(List.of(-1), List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9));
    assertThat(recorder.created).hasValue(1);
  }

  @Test
  void synchronousCallersFromManyThreadsShareBatches() throws Exception {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(8, door);
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = async(step, pool, -1);
      until(() -> door.entered.getCount() == 0);
      List<Thread> threads = new ArrayList<>();
      Set<Integer> results = ConcurrentHashMap.newKeySet();
      for (int i = 0; i < 16; i++) {
        int x = i;
        Thread thread =
            new Thread(() -> results.add(calls.one(new StepChunk<>(step, pool, List.of(x)))));
        threads.add(thread);
        thread.start();
      }
      until(() -> Model.waiting(pool) == 16);
      door.open.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(results).hasSize(16).contains(0, 150);
      assertThat(first.join()).isEqualTo(-10);
    }
    assertThat(recorder.sizes).containsExactly(1, 8, 8);
  }

  @Test
  void aBatchAcrossCallsFailsOnlyTheCulprit() {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(8)
        .calling((model, batch) -> {
          List<Integer> xs = batch.column(0);
          if (xs.contains(-1)) {
            door.entered.countDown();
            door.open.await();
          } else if (xs.contains(3)) {
            throw new IllegalArgumentException("three");
          }
          return model.times10(xs);
        });
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = async(step, pool, -1);
      until(() -> door.entered.getCount() == 0);
      List<CompletableFuture<Integer>> others =
          Model.range(8).stream().map(x -> async(step, pool, x)).toList();
      until(() -> Model.waiting(pool) == 8);
      door.open.countDown();
      for (int i = 0; i < 8; i++) {
        if (i == 3) {
          assertThatThrownBy(others.get(i)::join)
              .hasRootCauseMessage("three")
              .cause()
              .hasMessage("step failed on row 0 (x = 3): IllegalArgumentException: three");
        } else {
          assertThat(others.get(i).join()).isEqualTo(i * 10);
        }
      }
      assertThat(first.join()).isEqualTo(-10);
    }
  }

  @Test
  void oneCallAfterAnotherNeedsOneInstance() {
    BatchStep<Model, Integer> step = Model.times10(4);
    try (ResourcePool<Model> pool = Model.pool(4)) {
      for (int i = 0; i < 2_000; i++) {
        assertThat(new StepChunk<>(step, pool, List.of(i)).one()).isEqualTo(i * 10);
      }
      assertThat(recorder.created).hasValue(1);
    }
    assertThat(recorder.closed).hasValue(1);
  }

  @Test
  void thereAreNeverMoreInstancesThanAllowedAndAllOfThemWork() throws Exception {
    CyclicBarrier together = new CyclicBarrier(3);
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(1)
        .calling((model, batch) -> {
          together.await(); // passes only if three instances run at once
          return model.times10(batch.column(0));
        });
    Set<String> threads = ConcurrentHashMap.newKeySet();
    BatchStep<Model, Integer> named = BatchStep.<Model, Integer>named("named")
        .maxBatchSize(1)
        .calling((model, batch) -> {
          threads.add(Thread.currentThread().getName());
          return model.times10(batch.column(0));
        });
    try (ResourcePool<Model> pool = Model.pool(3)) {
      assertThat(new StepChunk<>(step, pool, Model.range(9)).column()).hasSize(9);
      assertThat(new StepChunk<>(named, pool, Model.range(100)).column()).hasSize(100);
    }
    assertThat(recorder.created).hasValue(3);
    assertThat(recorder.closed).hasValue(3);
    assertThat(threads).allMatch(name -> name.matches("headrace-Model-[012]"));
  }

  @Test
  void equalKeysShareInstancesUntilTheLastCloses() {
    ResourceSpec spec = new ResourceSpec("Model", 0, 1, 1);
    List<Object> key = List.of(Model.class, "config", recorder);
    ResourcePool<Model> one = ResourcePool.open(spec, key, device -> new Model());
    ResourcePool<Model> two = ResourcePool.open(spec, List.copyOf(key), device -> new Model());
    ResourcePool<Model> other = ResourcePool.open(spec, "another", device -> new Model());
    one.warmUp();
    two.warmUp();
    assertThat(recorder.created).hasValue(1);
    other.warmUp();
    assertThat(recorder.created).hasValue(2);
    one.close();
    one.close();
    assertThat(recorder.closed).hasValue(0);
    assertThat(new StepChunk<>(Model.times10(2), two, List.of(1)).one()).isEqualTo(10);
    two.close();
    other.close();
    assertThat(recorder.closed).hasValue(2);
  }

  @Test
  void aPartIsClosedAfterWhatItIsPartOfAndIfThatCannotBeBuilt() {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger built = new AtomicInteger();
    ResourceSpec spec = new ResourceSpec("Model", 0, 1, 1);
    try (ResourcePool<AutoCloseable> core =
            ResourcePool.open(spec, "core", device -> () -> log.add("core"));
        ResourcePool<AutoCloseable> part = ResourcePool.open(spec, "part", device -> {
          core.part();
          return () -> log.add("part");
        });
        ResourcePool<AutoCloseable> whole = ResourcePool.open(spec, "whole", device -> {
          part.part();
          if (built.getAndIncrement() == 0) {
            throw new IllegalStateException("no file");
          }
          return () -> log.add("whole");
        })) {
      whole.warmUp();
      assertThat(log).containsExactly("part", "core"); // of the first attempt
      log.clear();
    }
    assertThat(log).containsExactly("whole", "part", "core");
    assertThat(recorder.closed).hasValue(5);
  }

  @Test
  void aThreadSafeInstanceThatComesTooLateIsClosed() throws Exception {
    Model.Door door = new Model.Door();
    Model late = new Model();
    ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Model", 0, 1, 0), new Object(), device -> {
          door.entered.countDown();
          door.open.await();
          return late;
        });
    CompletableFuture<Void> warmUp = CompletableFuture.runAsync(pool::warmUp);
    door.entered.await();
    pool.close();
    door.open.countDown();
    assertThatThrownBy(warmUp::join)
        .cause()
        .isInstanceOf(ClosedException.class)
        .hasMessage("Model is closed");
    assertThat(late.closed).isTrue();
    assertThat(recorder.closed).hasValue(1);
  }

  @Test
  void aConfigurationThatChangesMeanwhileIsGivenUpAsWell() {
    ResourceSpec spec = new ResourceSpec("Model", 0, 1, 1);
    List<String> labels = new ArrayList<>(List.of("a"));
    ResourcePool<Model> first = ResourcePool.open(spec, labels, device -> new Model());
    labels.add("b");
    first.close();
    labels.remove("b");
    try (ResourcePool<Model> second = ResourcePool.open(spec, labels, device -> new Model())) {
      second.warmUp();
      assertThat(recorder.created).hasValue(1);
    }
  }

  @Test
  void aConstructionThatFailsIsTriedAgainTwice() {
    AtomicInteger built = new AtomicInteger();
    try (ResourcePool<Model> pool = failing(1, built, 0, 1)) {
      assertThat(new StepChunk<>(Model.times10(2), pool, Model.range(5)).column())
          .hasSize(5);
    }
    assertThat(built).hasValue(3);
  }

  @Test
  void constructionsThatFailTogetherDoNotGiveUpForEachOther() {
    for (int round = 0; round < 50; round++) {
      AtomicInteger built = new AtomicInteger();
      CyclicBarrier both = new CyclicBarrier(2);
      try (ResourcePool<Model> pool = ResourcePool.open(
          new ResourceSpec("Model", 0, 2, 1),
          new Object(),
          device -> {
            if (built.getAndIncrement() < 2) {
              both.await();
              throw new IllegalStateException("not up yet");
            }
            return new Model();
          },
          new SkippingTicker())) {
        assertThat(new StepChunk<>(Model.times10(2), pool, Model.range(5)).column())
            .hasSize(5);
      }
    }
  }

  @Test
  void anInterruptThatAConstructorLeavesMeetsNeitherARetryNorABatch() {
    AtomicInteger built = new AtomicInteger();
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .calling((model, batch) -> {
          Thread.sleep(1);
          return batch.column(0);
        });
    try (ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Model", 0, 1, 1), new Object(), device -> {
          Thread.currentThread().interrupt();
          if (built.getAndIncrement() == 0) {
            throw new IllegalStateException("no connection", new InterruptedException());
          }
          return new Model();
        })) {
      assertThat(new StepChunk<>(step, pool, Model.range(5)).column()).hasSize(5);
    }
    assertThat(built).hasValue(2);
  }

  @Test
  void thenWhoWaitsFailsAndForSomeTimeWhoeverComes() {
    AtomicInteger built = new AtomicInteger();
    ManualTicker ticker = new SkippingTicker();
    BatchStep<Model, Integer> step = Model.times10(2);
    try (ResourcePool<Model> pool = ResourcePool.open(
        new ResourceSpec("Model", 0, 1, 1),
        new Object(),
        device -> {
          ticker.now.addAndGet(1_000_000_000); // it takes its time
          if (built.getAndIncrement() < 3) {
            throw new IllegalStateException("no file");
          }
          return new Model();
        },
        ticker)) {
      for (int i = 0; i < 2; i++) {
        assertThat(new StepChunk<>(step, pool, Model.range(5)).outcomes())
            .allSatisfy(o -> assertThatThrownBy(o::orThrow)
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("): Model could not be built: IllegalStateException: no file")
                .cause()
                .hasMessage("no file"));
        assertThatThrownBy(pool::warmUp)
            .hasMessage("Model could not be built: IllegalStateException: no file");
        assertThat(built).hasValue(3);
      }
      ticker.now.addAndGet(3_000_000_000L);
      assertThat(new StepChunk<>(step, pool, Model.range(5)).column()).hasSize(5);
    }
    assertThat(built).hasValue(4);
  }

  @Test
  void aSecondInstanceThatFailsHarmsNobody() {
    AtomicInteger built = new AtomicInteger();
    try (ResourcePool<Model> pool = failing(2, built, 1)) {
      pool.warmUp();
      assertThat(new StepChunk<>(Model.times10(1), pool, Model.range(50)).column())
          .hasSize(50);
    }
    assertThat(recorder.created).hasValue(1);
  }

  @RepeatedTest(10)
  void aSecondInstanceThatFailsIsTriedAgainAfterAWhile() {
    AtomicInteger tried = new AtomicInteger();
    ManualTicker ticker = new ManualTicker();
    ResourceSpec spec = new ResourceSpec("Model", 0, 2, 1);
    try (Calls calls = new Calls("Test");
        ResourcePool<Model> pool = ResourcePool.open(
            spec,
            new Object(),
            device -> {
              if (tried.incrementAndGet() == 2) {
                throw new ConfigurationException("another pool has the GPU");
              }
              return new Model();
            },
            ticker)) {
      Model.Door door = new Model.Door();
      BatchStep<Model, Integer> step = Model.times10(1, door);
      List<CompletableFuture<Integer>> results = new ArrayList<>();
      for (int i = -1; i < 2; i++) { // the first keeps its instance
        results.add(calls.async(new StepChunk<>(step, pool, List.of(i))));
        until(() -> door.entered.getCount() == 0);
      }
      until(() -> tried.get() == 2
          && Thread.getAllStackTraces().keySet().stream()
              .noneMatch(thread -> thread.getName().equals("headrace-Model-1")));
      ticker.now.addAndGet(29_999_999_999L);
      results.add(calls.async(new StepChunk<>(step, pool, List.of(2))));
      assertThat(tried).hasValue(2);
      ticker.now.addAndGet(1);
      ticker.looks.remove().run(); // without another call
      for (int i = 0; i < 3; i++) {
        assertThat(results.get(i + 1).join()).isEqualTo(i * 10);
      }
      assertThat(tried).hasValue(3);
      door.open.countDown();
      assertThat(results.get(0).join()).isEqualTo(-10);
    }
  }

  @Test
  void whoWarmsUpCanBeInterrupted() throws Exception {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    try (ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Model", 0, 1, 1), new Object(), device -> {
          building.countDown();
          open.await();
          return new Model();
        })) {
      AtomicBoolean stillInterrupted = new AtomicBoolean();
      Thread warming = new Thread(() -> {
        assertThatThrownBy(pool::warmUp).hasMessage("interrupted while Model was built");
        stillInterrupted.set(Thread.currentThread().isInterrupted());
      });
      warming.start();
      building.await();
      warming.interrupt();
      try {
        warming.join();
        assertThat(stillInterrupted).isTrue();
      } finally {
        open.countDown();
      }
      assertThat(new StepChunk<>(Model.times10(1), pool, List.of(1)).column()).containsExactly(10);
    }
  }

  @Test
  void anIdleInstanceKeepsNothingOfItsLastBatch() {
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .calling((model, batch) -> model.times10(Collections.nCopies(batch.size(), 1)));
    try (ResourcePool<Model> pool = Model.pool(1);
        ResourcePool<Model> other = Model.pool(1);
        ResourcePool<Instances> both = ResourcePool.all(pool, other)) {
      BatchStep<Instances, Integer> withBoth = BatchStep.<Instances, Integer>named("both")
          .calling((models, batch) ->
              models.<Model>get(1).times10(Collections.nCopies(batch.size(), 1)));
      List<WeakReference<Object>> arguments = List.of(asked(withBoth, both), asked(step, pool));
      until(() -> {
        System.gc();
        return arguments.stream().allMatch(argument -> argument.get() == null);
      });
    }
  }

  private static <R> WeakReference<Object> asked(BatchStep<R, Integer> step, ResourcePool<R> pool) {
    Object argument = new Object();
    assertThat(new StepChunk<>(step, pool, List.of(argument)).column()).containsExactly(10);
    return new WeakReference<>(argument);
  }

  @Test
  void aNullInstanceIsAFailedConstruction() {
    try (ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Model", 0, 1, 1), new Object(), d -> null)) {
      assertThatThrownBy(pool::warmUp).hasMessageContaining("its factory returned null");
    }
  }

  @Test
  void aStepThatThrowsErrorsOrInterruptsDoesNotLoseTheThread() {
    BatchStep<Model, Integer> wild = BatchStep.<Model, Integer>named("wild")
        .maxBatchSize(1)
        .calling((model, batch) -> {
          Thread.currentThread().interrupt();
          if (batch.<Integer>only(0) == 0) {
            throw new LinkageError("wild");
          }
          throw new InterruptedException();
        });
    try (ResourcePool<Model> pool = Model.pool(1)) {
      assertThat(new StepChunk<>(wild, pool, Model.range(2)).outcomes())
          .allMatch(Outcome::isFailure);
      assertThat(new StepChunk<>(Model.times10(2), pool, Model.range(4)).column())
          .hasSize(4);
    }
    assertThat(recorder.created).hasValue(1);
  }

  @Test
  void severalThreadsMayUseOneInstance() {
    CyclicBarrier together = new CyclicBarrier(2);
    Set<Object> instances = ConcurrentHashMap.newKeySet();
    BatchStep<Object, Integer> step = BatchStep.<Object, Integer>named("step")
        .maxBatchSize(1)
        .calling((o, batch) -> {
          together.await();
          instances.add(o);
          return batch.column(0);
        });
    try (ResourcePool<Object> pool = ResourcePool.open(
        new ResourceSpec("Client", 0, 1, 2), new Object(), device -> new Object())) {
      assertThat(new StepChunk<>(step, pool, Model.range(8)).column()).hasSize(8);
    }
    assertThat(instances).hasSize(1);
    assertThat(recorder.created).hasValue(1);
    assertThat(recorder.closed).hasValue(1);
  }

  @Test
  void aThreadSafeResourceRunsOnItsCallersThread() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    BatchStep<Object, Integer> step = BatchStep.<Object, Integer>named("step")
        .maxBatchSize(2)
        .calling((o, batch) -> {
          threads.add(Thread.currentThread());
          return batch.column(0);
        });
    AtomicBoolean fail = new AtomicBoolean(true);
    try (ResourcePool<Object> pool =
        ResourcePool.open(new ResourceSpec("Client", 0, 1, 0), new Object(), device -> {
          if (fail.getAndSet(false)) {
            throw new IllegalStateException("no net");
          }
          return new Object();
        })) {
      assertThat(new StepChunk<>(step, pool, Model.range(1)).outcomes())
          .allMatch(Outcome::isFailure);
      assertThat(new StepChunk<>(step, pool, Model.range(4)).column()).hasSize(4);
    }
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(recorder.created).hasValue(1);
    assertThat(recorder.closed).hasValue(1);
  }

  @Test
  void aResourceThatIsNotConfiguredSaysHow() {
    ResourcePool<Model> none = ResourcePool.unconfigured("model", "builder().model(...)");
    assertThatThrownBy(new StepChunk<>(Model.times10(2), none, List.of(1))::one)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("resource 'model' is not configured. Fix: builder().model(...)");
    assertThatThrownBy(none::warmUp).isInstanceOf(ConfigurationException.class);
    assertThat(new StepChunk<>(Model.times10(2), none, List.of()).column()).isEmpty();
  }

  @Test
  void closingFailsWhatWaitsAndLetsTheRunningBatchEnd() throws Exception {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(1, door);
    ResourcePool<Model> pool = Model.pool(1);
    CompletableFuture<Integer> running = async(step, pool, -1);
    until(() -> door.entered.getCount() == 0);
    CompletableFuture<Integer> waiting = async(step, pool, 1);
    until(() -> Model.waiting(pool) == 1);
    Thread closer = new Thread(pool::close);
    closer.start();
    assertThatThrownBy(waiting::join).cause().hasMessage("Model is closed");
    assertThat(running).isNotDone();
    door.open.countDown();
    closer.join();
    assertThat(running.join()).isEqualTo(-10);
    assertThat(recorder.closed).hasValue(1);
    assertThatThrownBy(async(step, pool, 2)::join).cause().hasMessage("Model is closed");
  }

  @Test
  void everyoneWhoClosesWaitsUntilTheInstancesAreClosed() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger closed = new AtomicInteger();
    List<ResourcePool<AutoCloseable>> pools = new ArrayList<>();
    for (int callsPerInstance = 0; callsPerInstance < 2; callsPerInstance++) {
      ResourceSpec spec = new ResourceSpec("Model", 0, 1, callsPerInstance);
      pools.add(ResourcePool.open(spec, new Object(), device -> () -> {
        pools.forEach(ResourcePool::close); // which waits for nobody
        closing.countDown();
        open.await();
        closed.incrementAndGet();
      }));
    }
    pools.forEach(ResourcePool::warmUp);
    List<Thread> closers = new ArrayList<>();
    AtomicInteger closedBefore = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      boolean interrupted = i > 0; // but not the one that runs close()
      Thread closer = new Thread(() -> {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        pools.forEach(ResourcePool::close);
        closedBefore.addAndGet(closed.get());
        assertThat(Thread.currentThread().isInterrupted()).isEqualTo(interrupted);
      });
      closers.add(closer);
      closer.start();
      closing.await();
      until(() -> Model.isWaiting(closer) || !closer.isAlive());
    }
    open.countDown();
    for (Thread closer : closers) {
      closer.join();
    }
    assertThat(closedBefore).hasValue(3 * 2);
  }

  @Test
  void anInstanceThatCannotBeClosedGivesItsGpuBackAlthoughThatCannotBeLogged() {
    ResourceSpec spec = new ResourceSpec("Model", 1, 1, 1);
    Handler broken = new Handler() {
      @Override
      public void publish(LogRecord log) {
        throw new OutOfMemoryError("to log it");
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger log = Logger.getLogger("dev.headrace");
    log.addHandler(broken);
    try (Gpus.Simulated gpus = Gpus.simulate(1)) {
      assertThat(gpus).isNotNull();
      for (int i = 0; i < 2; i++) {
        try (ResourcePool<AutoCloseable> pool =
            ResourcePool.open(spec, new Object(), device -> () -> {
              throw new IllegalStateException("it is gone");
            })) {
          pool.warmUp();
        }
      }
    } finally {
      log.removeHandler(broken);
    }
  }

  @Test
  void aCancelledCallLeavesTheQueue() {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(8, door);
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = async(step, pool, -1);
      until(() -> door.entered.getCount() == 0);
      CompletableFuture<Integer> cancelled = async(step, pool, 1);
      until(() -> Model.waiting(pool) == 1);
      CompletableFuture<Integer> timedOut = async(step, pool, 2);
      until(() -> Model.waiting(pool) == 2);
      CompletableFuture<Integer> kept = async(step, pool, 3);
      until(() -> Model.waiting(pool) == 3);
      assertThat(cancelled.cancel(true)).isTrue();
      timedOut.completeExceptionally(new TimeoutException());
      assertThat(Model.waiting(pool)).isEqualTo(1);
      door.open.countDown();
      assertThat(first.join()).isEqualTo(-10);
      assertThat(kept.join()).isEqualTo(30);
    }
    assertThat(recorder.sizes).containsExactly(1, 1);
    calls.close();
  }

  @Test
  void anInterruptedCallerLeavesTheQueue() throws Exception {
    Model.Door door = new Model.Door();
    BatchStep<Model, Integer> step = Model.times10(8, door);
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = async(step, pool, -1);
      until(() -> door.entered.getCount() == 0);
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread caller = new Thread(() -> {
        try {
          calls.one(new StepChunk<>(step, pool, List.of(1)));
        } catch (HeadraceException e) {
          thrown.complete(
              Thread.currentThread().isInterrupted()
                  ? e
                  : new AssertionError("lost the interrupt"));
        }
      });
      caller.start();
      until(() -> Model.waiting(pool) == 1);
      caller.interrupt();
      assertThat(thrown.get()).hasMessage("interrupted while waiting for times10");
      assertThat(Model.waiting(pool)).isZero();
      door.open.countDown();
      assertThat(first.join()).isEqualTo(-10);
    }
  }

  /** Time that only the test moves. */
  private static class ManualTicker implements Ticker {
    final AtomicLong now = new AtomicLong();
    final AtomicLong askedFor = new AtomicLong();
    final Queue<Runnable> looks = new ConcurrentLinkedQueue<>(); // that were asked for

    @Override
    public long nanos() {
      return now.get();
    }

    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
      askedFor.set(nanos);
      condition.await();
    }

    @Override
    public Future<?> after(long nanos, Runnable task) {
      looks.add(task);
      return new CompletableFuture<>();
    }
  }

  /** Time passes while somebody waits for it, and only then. */
  private static final class SkippingTicker extends ManualTicker {
    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
      if (nanos == Long.MAX_VALUE) {
        condition.await();
      } else {
        now.addAndGet(nanos);
      }
    }
  }

  @Test
  void aStepMayWaitForCompany() {
    ManualTicker ticker = new ManualTicker();
    BatchStep<Model, Integer> step = Model.times10(3).maxDelayMicros(5);
    try (ResourcePool<Model> pool = ResourcePool.open(
        new ResourceSpec("Model", 0, 1, 1), new Object(), device -> new Model(), ticker)) {
      CompletableFuture<Integer> a = async(step, pool, 1);
      until(() -> ticker.askedFor.get() == 5_000);
      ticker.now.set(2_000);
      CompletableFuture<Integer> b = async(step, pool, 2);
      until(() -> Model.waiting(pool) == 2);
      assertThat(a).isNotDone();
      ticker.now.set(5_000);
      ((ScheduledRunner<?>) pool.runner()).tick();
      assertThat(a.join() + b.join()).isEqualTo(30);
      List<CompletableFuture<Integer>> full =
          Model.range(3).stream().map(x -> async(step, pool, x)).toList();
      full.forEach(CompletableFuture::join); // a full batch waits for nobody
    }
    assertThat(recorder.sizes).containsExactly(2, 3);
  }

  @Test
  void whoHasWaitedLongEnoughForCompanyGetsAnotherInstanceIfAllAreBusy() throws Exception {
    Model.Door door = new Model.Door();
    try (ResourcePool<Model> pool = Model.pool(2)) {
      CompletableFuture<Integer> busy = async(Model.times10(1, door), pool, -1);
      door.entered.await();
      try {
        assertThat(async(Model.times10(2).maxDelayMicros(1_000), pool, 1).get(20, TimeUnit.SECONDS))
            .isEqualTo(10);
      } finally {
        door.open.countDown();
      }
      assertThat(busy.join()).isEqualTo(-10);
    }
    assertThat(recorder.created).hasValue(2);
  }

  @Test
  void instancesOfSeveralResourcesAreHeldTogetherWithoutDeadlock() throws Exception {
    ResourcePool<Model> a = Model.pool(1);
    ResourcePool<Model> b = Model.pool(2);
    ResourcePool<Instances> ab = ResourcePool.all(a, b, ResourcePool.none());
    ResourcePool<Instances> ba = ResourcePool.all(b, a);
    ResourcePool<Instances> aa = ResourcePool.all(a, a);
    BatchFunction<Instances, Integer> both = (models, batch) -> {
      Model first = models.get(0);
      Model second = models.get(1);
      List<Integer> xs = first.times10(batch.column(0));
      return second.times10(xs);
    };
    List<BatchStep<Instances, Integer>> steps = new ArrayList<>();
    for (String name : List.of("ab", "ba", "aa")) {
      steps.add(BatchStep.<Instances, Integer>named(name).maxBatchSize(2).calling(both));
    }
    List<ResourcePool<Instances>> pools = List.of(ab, ba, aa);
    BatchStep<Model, Integer> alone = Model.times10(2);
    CountDownLatch done = new CountDownLatch(4);
    AtomicInteger sum = new AtomicInteger();
    for (int t = 0; t < 4; t++) {
      int kind = t;
      new Thread(() -> {
            for (int i = 0; i < 200; i++) {
              StepChunk<?, Integer> chunk = kind == 3
                  ? new StepChunk<>(alone, a, Model.range(5))
                  : new StepChunk<>(steps.get(kind), pools.get(kind), Model.range(5));
              sum.addAndGet(chunk.column().stream().mapToInt(Integer::intValue).sum());
            }
            done.countDown();
          })
          .start();
    }
    done.await();
    assertThat(sum).hasValue(200 * (3 * 1000 + 100));
    assertThat(ab.name()).isEqualTo("Model+Model+none");
    assertThatThrownBy(() -> ResourcePool.all(ab, a)).hasMessageContaining("a combination already");
    pools.forEach(ResourcePool::close);
    a.close();
    b.close();
    assertThat(recorder.closed.get()).isEqualTo(recorder.created.get()).isBetween(2, 3);
  }

  @Test
  void combinationsReportWhatIsMissing() {
    ResourcePool<Model> a = failing(1, new AtomicInteger(), 0, 1, 2);
    ResourcePool<Model> missing = ResourcePool.unconfigured("b", "builder().b(...)");
    BatchStep<Instances, Integer> step =
        BatchStep.<Instances, Integer>named("step").calling((models, batch) -> batch.column(0));
    try (a;
        ResourcePool<Instances> twice = ResourcePool.all(a, a);
        ResourcePool<Instances> both = ResourcePool.all(a, missing);
        ResourcePool<Instances> free = ResourcePool.all(ResourcePool.none())) {
      assertThat(new StepChunk<>(step, twice, Model.range(2)).outcomes())
          .allSatisfy(
              o -> assertThatThrownBy(o::orThrow).hasMessageContaining("Model could not be built"));
      assertThat(new StepChunk<>(step, twice, Model.range(2)).column()).hasSize(2);
      assertThatThrownBy(new StepChunk<>(step, both, Model.range(2))::column)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("resource 'b'");
      assertThat(new StepChunk<>(step, free, Model.range(2)).column()).hasSize(2);
    }
  }

  @Test
  void lanesTakeTurns() {
    Model.Door door = new Model.Door();
    List<String> order = new ArrayList<>();
    BatchFunction<Model, Integer> noted = (model, batch) -> {
      order.add(batch.<String>shared(1));
      return model.times10(batch.column(0));
    };
    BatchStep<Model, Integer> step =
        BatchStep.<Model, Integer>named("step").maxBatchSize(2).shared(1).calling(noted);
    try (ResourcePool<Model> pool = Model.pool(1)) {
      CompletableFuture<Integer> first = async(Model.times10(1, door), pool, -1);
      until(() -> door.entered.getCount() == 0);
      CompletableFuture<?> many = CompletableFuture.runAsync(
          () -> new StepChunk<>(step, pool, Model.range(6), Lists.constant("many", 6)).run());
      until(() -> Model.waiting(pool) == 6);
      CompletableFuture<Integer> few =
          calls.async(new StepChunk<>(step, pool, List.of(7), List.of("few")));
      until(() -> Model.waiting(pool) == 7);
      door.open.countDown();
      CompletableFuture.allOf(first, many, few).join();
    }
    assertThat(order).containsExactly("many", "few", "many", "many");
  }

  @Test
  void noResourceTakesTheGpuThatAnotherNeedsForItsFirstInstance() {
    try (Gpus.Simulated gpus = Gpus.simulate(2);
        ResourcePool<Model> greedy = ResourcePool.open(
            new ResourceSpec("Greedy", 1, 2, 1), new Object(), device -> new Model())) {
      assertThat(gpus).isNotNull();
      assertLeavesAGpu(greedy);
    }
  }

  @Test
  void noPartTakesTheGpuThatAnotherResourceNeedsForItsFirstInstance() {
    try (Gpus.Simulated gpus = Gpus.simulate(2);
        ResourcePool<Model> part = ResourcePool.open(
            new ResourceSpec("Part", 1, 1, 1), new Object(), device -> new Model());
        ResourcePool<Model> greedy = ResourcePool.open(
            new ResourceSpec("Greedy", 0, 2, 1), new Object(), device -> part.part())) {
      assertThat(gpus).isNotNull();
      assertLeavesAGpu(greedy);
    }
  }

  /** Of two GPUs, to a resource that comes after it has wanted both. */
  private void assertLeavesAGpu(ResourcePool<Model> greedy) {
    Model.Door door = new Model.Door();
    try (ResourcePool<Model> other = ResourcePool.open(
        new ResourceSpec("Other", 1, 1, 1), new Object(), device -> new Model())) {
      CompletableFuture<Integer> first = async(Model.times10(1, door), greedy, -1);
      until(() -> door.entered.getCount() == 0);
      CompletableFuture<Integer> second = async(Model.times10(1), greedy, 1);
      until(() -> second.isDone()
          || ResourceSnapshot.all().stream()
              .anyMatch(r -> r.resource().equals("Greedy") && r.health().cause() != null));
      assertThat(async(Model.times10(1), other, 2).join()).isEqualTo(20);
      door.open.countDown();
      assertThat(first.join()).isEqualTo(-10);
      assertThat(second.join()).isEqualTo(10);
    } finally {
      door.open.countDown();
    }
  }

  @Test
  void gpusAreHeldWhileInstancesLive() {
    ResourceSpec spec = new ResourceSpec("Model", 1, 4, 1);
    try (Gpus.Simulated gpus = Gpus.simulate(2)) {
      assertThat(gpus).isNotNull();
      CyclicBarrier together = new CyclicBarrier(2);
      BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
          .maxBatchSize(1)
          .calling((model, batch) -> {
            together.await();
            return model.times10(batch.column(0));
          });
      try (ResourcePool<Model> pool =
          ResourcePool.open(spec, new Object(), device -> new Model())) {
        assertThat(new StepChunk<>(step, pool, Model.range(8)).column()).hasSize(8);
        assertThat(recorder.devices).containsExactlyInAnyOrder(Device.gpu(0), Device.gpu(1));
        try (ResourcePool<Model> other =
            ResourcePool.open(spec, new Object(), device -> new Model())) {
          assertThatThrownBy(new StepChunk<>(Model.times10(1), other, List.of(1))::one)
              .isInstanceOf(ConfigurationException.class)
              .hasMessage(
                  "Model needs 1 GPU, but there are only 2 (simulated), of which too few are free. Fix: lower gpus or "
                      + "maxConcurrency of the resources in use, or HEADRACE_GPUS=0 runs them on the CPU");
        }
      }
      try (ResourcePool<Model> pool =
          ResourcePool.open(spec, new Object(), device -> new Model())) {
        pool.warmUp(); // they are free again
      }
    }
    try (Gpus.Simulated cpu = Gpus.simulate(0);
        ResourcePool<Model> pool = ResourcePool.open(spec, new Object(), device -> new Model())) {
      assertThat(cpu).isNotNull();
      recorder.devices.clear();
      pool.warmUp();
      assertThat(recorder.devices).containsExactly(Device.cpu());
    }
  }
}
