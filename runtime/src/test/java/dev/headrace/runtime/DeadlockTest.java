package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps and constructors that wait for themselves. Those that do are never the thread of the test. */
@Timeout(120)
class DeadlockTest {
  private static final int TIMES = Integer.getInteger("headrace.stress", 40_000) / 20;
  private static final String ITSELF =
      "which would never be free: all that there may be wait for each other. Fix: a step, or a constructor, takes what"
          + " it needs as a parameter, or as a step (@Use), and does not call it";

  private final List<ResourcePool<?>> pools = new ArrayList<>();
  private final Calls calls = new Calls("Test");
  private final AtomicReference<IntUnaryOperator> inner = new AtomicReference<>(x -> x);
  private final AtomicReference<Runnable> constructor = new AtomicReference<>(() -> {});

  @AfterEach
  void allCanBeClosed() throws Exception {
    CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
      calls.close();
      for (int i = pools.size() - 1; i >= 0; i--) {
        pools.get(i).close();
      }
    });
    closed.get(20, TimeUnit.SECONDS);
  }

  private ResourcePool<Model> pool(String name, int instances, int callsPerInstance) {
    ResourcePool<Model> pool = ResourcePool.open(
        new ResourceSpec(name, 0, instances, callsPerInstance), new Object(), device -> {
          constructor.get().run();
          return new Model();
        });
    pools.add(pool);
    return pool;
  }

  private ResourcePool<Instances> all(ResourcePool<?>... some) {
    ResourcePool<Instances> pool = ResourcePool.all(some);
    pools.add(pool);
    return pool;
  }

  /** Negative numbers come from within. */
  private <R> BatchStep<R, Integer> step(String name) {
    return BatchStep.<R, Integer>named(name).maxBatchSize(1).calling((model, batch) -> {
      int x = batch.<Integer>only(0);
      return List.of(x < 0 ? x : inner.get().applyAsInt(-x));
    });
  }

  private <R> Chunk<Integer> chunk(String name, ResourcePool<R> pool, int x) {
    return new StepChunk<>(this.<R>step(name), pool, List.of(x));
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private void fails(CompletableFuture<?> future, String... parts) {
    assertThatThrownBy(() -> soon(future)).satisfies(failure -> {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      assertThat(root).isInstanceOf(HeadraceException.class).hasMessageContainingAll(parts);
    });
  }

  /** An outer call fails if its step calls that; the next one, whose does not, has its result. */
  private void failsAndGoesOn(ResourcePool<?> pool, IntUnaryOperator call, String... parts)
      throws Exception {
    inner.set(call);
    fails(calls.async(chunk("outer", pool, 1)), parts);
    inner.set(x -> x);
    assertThat(soon(calls.async(chunk("outer", pool, 2)))).isEqualTo(-2);
  }

  @Test
  void aStepThatCallsWhatNeedsItsInstanceFailsAtOnce() throws Exception {
    ResourcePool<Model> model = pool("model", 1, 1);
    StepCalls<Integer, Model, Integer> direct =
        calls.ofStep(this.<Model>step("direct"), model, x -> chunk("direct", model, x));
    String needs = " is called on an instance of model and needs one itself, " + ITSELF;
    failsAndGoesOn(model, x -> calls.one(chunk("inner", model, x)), "inner" + needs);
    failsAndGoesOn(model, direct::one, "direct" + needs);
    failsAndGoesOn(model, x -> direct.async(x).join(), "direct" + needs);
    failsAndGoesOn(model, x -> get(direct.async(x)), "direct" + needs);
    failsAndGoesOn(model, x -> calls.async(chunk("inner", model, x)).join(), "inner" + needs);
    failsAndGoesOn(model, x -> get(calls.async(chunk("inner", model, x))), "inner" + needs);
    failsAndGoesOn(
        model,
        x -> {
          model.warmUp();
          return x;
        },
        "warmUp()" + needs);
    Function<List<Integer>, Chunk<Integer>> rows =
        xs -> new StepChunk<>(this.<Model>step("rows"), model, xs);
    failsAndGoesOn(model, x -> calls.all(Stream.of(x, x, x), rows).toList().get(0), "rows" + needs);
    failsAndGoesOn(model, x -> calls.all(Stream.of(x), rows).iterator().next(), "rows" + needs);
    failsAndGoesOn(
        model,
        x -> calls.unordered(Stream.of(x), rows).iterator().next().argument(),
        "rows" + needs);
    assertThat(Model.waiting(model)).isZero();
    Calls another = new Calls("Another");
    failsAndGoesOn(model, x -> another.one(chunk("inner", model, x)), "inner" + needs);
    another.close();
  }

  private static int get(CompletableFuture<Integer> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw (HeadraceException) e.getCause();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A call whose first stage, which needs nothing, runs on a CPU thread, after whoever waits for it has begun to. */
  private Chunk<Integer> later(ResourcePool<Model> pool, int x) {
    return new Chunk<>("later", false, 1) {
      private List<Integer> xs = List.of();

      @Override
      protected boolean stage(int stage) throws Exception {
        if (stage == 0) {
          TimeUnit.MILLISECONDS.sleep(50);
        } else if (stage == 1) {
          xs = batch(step("inner"), pool, rows(), List.of(x));
        }
        return stage < 2;
      }

      @Override
      protected List<Integer> results() {
        return xs;
      }
    };
  }

  @Test
  void whatAnAsynchronousCallNeedsLaterCountsAsWell() throws Exception {
    ResourcePool<Model> model = pool("model", 1, 1);
    failsAndGoesOn(model, x -> calls.async(later(model, x)).join(), "later", "needs one itself");
    failsAndGoesOn(
        model,
        x -> calls
            .all(Stream.of(x, x), (List<Integer> xs) -> later(model, xs.get(0)))
            .toList()
            .get(0),
        "later",
        "needs one itself");
  }

  @Test
  void aStepMayCallWhatNeedsAnotherInstance() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    ResourcePool<Model> other = pool("other", 1, 1);
    inner.set(x -> calls.one(chunk("inner", two, x)));
    assertThat(soon(calls.async(chunk("outer", two, 1)))).isEqualTo(-1);
    inner.set(x -> calls.one(chunk("inner", other, x)));
    assertThat(soon(calls.async(chunk("outer", two, 1)))).isEqualTo(-1);
  }

  @Test
  void itMayDoSoAlsoIfThatWaitsForCompany() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    BatchStep<Model, Integer> company =
        this.<Model>step("company").maxBatchSize(4).maxDelayMicros(1_000);
    BatchStep<Model, Integer> more = BatchStep.<Model, Integer>named("more")
        .maxBatchSize(4)
        .maxDelayMicros(1_000)
        .calling((model, batch) -> batch.column(0));
    inner.set(x -> calls.one(new StepChunk<>(more, two, List.of(x))));
    assertThat(soon(calls.async(new StepChunk<>(company, two, List.of(1))))).isEqualTo(-1);
  }

  /** An outer call waits for two batches, of which the one on its own resource has ended: it will go on. */
  @Test
  void whatHasEndedIsNotWaitedForAnyMore() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    ResourcePool<Model> other = pool("other", 1, 1);
    Model.Door door = new Model.Door();
    AtomicInteger started = new AtomicInteger();
    inner.set(x -> calls.one(
        started.incrementAndGet() == 1 ? onBoth(two, other, door) : chunk("inner", two, x)));
    try {
      CompletableFuture<Integer> first = calls.async(chunk("outer", two, 1));
      door.entered.await();
      assertThat(soon(calls.async(chunk("outer", two, -1)))).isEqualTo(-1); // behind the first's
      CompletableFuture<Integer> second = calls.async(chunk("outer", two, 2));
      Model.until(() -> second.isDone() || started.get() == 2 && Model.waiting(two) == 1);
      assertThat(second).isNotDone();
      door.open.countDown();
      assertThat(soon(first)).isEqualTo(-1);
      assertThat(soon(second)).isEqualTo(-2);
    } finally {
      door.open.countDown();
    }
  }

  private Chunk<Integer> onBoth(
      ResourcePool<Model> two, ResourcePool<Model> other, Model.Door door) {
    return new Chunk<>("both", false, 1) {
      private List<Integer> xs = List.of();

      @Override
      protected boolean stage(int stage) {
        if (stage == 0) {
          xs = batch(step("inner"), two, rows(), List.of(-1));
          var unused = batch(Model.times10(1, door), other, rows(), List.of(-1));
        }
        return stage == 0;
      }

      @Override
      protected List<Integer> results() {
        return xs;
      }
    };
  }

  /** Runs so many outer calls whose steps meet before they call. */
  private List<CompletableFuture<Integer>> meeting(
      int many, ResourcePool<?> pool, IntUnaryOperator call) {
    CyclicBarrier barrier = new CyclicBarrier(many);
    inner.set(x -> {
      try {
        barrier.await(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return call.applyAsInt(x);
    });
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 1; i <= many; i++) {
      all.add(calls.async(chunk("outer", pool, i)));
    }
    return all;
  }

  private static int failures(List<CompletableFuture<Integer>> all) throws Exception {
    int failures = 0;
    for (int i = 0; i < all.size(); i++) {
      try {
        assertThat(soon(all.get(i))).isEqualTo(-i - 1);
      } catch (ExecutionException e) {
        assertThat(e.getCause()).hasMessageContaining("needs one itself");
        failures++;
      }
    }
    return failures;
  }

  @Test
  void onlyTheLastOfThemFailsAndTheOthersGoOn() throws Exception {
    ResourcePool<Model> three = pool("three", 3, 1);
    assertThat(failures(meeting(3, three, x -> calls.one(chunk("inner", three, x)))))
        .isOne();
    ResourcePool<Model> shared = pool("shared", 1, 3);
    assertThat(failures(meeting(3, shared, x -> calls.one(chunk("inner", shared, x)))))
        .isOne();
    assertThat(failures(meeting(2, shared, x -> calls.one(chunk("inner", shared, x)))))
        .isZero();
  }

  @Test
  void stepsOfTwoResourcesThatCallEachOtherFail() throws Exception {
    ResourcePool<Model> one = pool("one", 1, 1);
    ResourcePool<Model> other = pool("other", 1, 1);
    BatchStep<Model, Integer> back = BatchStep.<Model, Integer>named("back")
        .callingOne((model, batch) -> calls.one(chunk("inner", one, -1)));
    failsAndGoesOn(
        one,
        x -> calls.one(new StepChunk<>(back, other, List.of(x))),
        "inner is called on an instance of other and needs one, which would never be free");
  }

  @Test
  void severalResourcesAtOnceCountAsEachOfThem() throws Exception {
    ResourcePool<Model> left = pool("left", 1, 1);
    ResourcePool<Model> right = pool("right", 1, 1);
    ResourcePool<Instances> both = all(left, right);
    String called = "inner is called on an instance of ";
    failsAndGoesOn(
        both, x -> calls.one(chunk("inner", both, x)), called + "left+right and needs one itself");
    failsAndGoesOn(
        both, x -> calls.one(chunk("inner", left, x)), called + "left+right and needs left");
    failsAndGoesOn(
        both, x -> calls.one(chunk("inner", right, x)), called + "left+right and needs right");
    failsAndGoesOn(
        left, x -> calls.one(chunk("inner", both, x)), called + "left and needs one itself");
    failsAndGoesOn(
        right, x -> calls.one(chunk("inner", both, x)), called + "right and needs one itself");
  }

  @Test
  void aConstructorThatCallsWhatNeedsItFails() throws Exception {
    for (int callsPerInstance = 1; callsPerInstance <= 2; callsPerInstance++) {
      for (int instances = 1; instances <= 2; instances++) {
        ResourcePool<Model> model = pool("model", instances, callsPerInstance);
        constructor.set(() -> calls.one(chunk("inner", model, -1)));
        fails(calls.async(chunk("outer", model, 1)), "inner", "needs one itself");
        constructor.set(() -> {});
        assertThat(soon(calls.async(chunk("outer", model, 2)))).isEqualTo(-2);
      }
    }
  }

  @Test
  void aStepFailsAlsoIfTheInstanceThatItWaitsForCannotBeBuilt() throws Exception {
    ResourcePool<Model> model = pool("model", 2, 1);
    failsAndGoesOn(
        model,
        x -> {
          constructor.set(() -> {
            throw new IllegalStateException("there is one GPU only");
          });
          return calls.one(chunk("inner", model, x));
        },
        "inner",
        "needs one itself");
  }

  @Test
  void aListenerThatCallsWhatNeedsTheInstanceIsToldSo() throws Exception {
    ResourcePool<Model> model = pool("model", 1, 1);
    CompletableFuture<Integer> heard = new CompletableFuture<>();
    PipelineListener listener = new PipelineListener() {
      @Override
      public void batch(
          String node, int size, long wait, long run, Device device, @Nullable Throwable failure) {
        if (!heard.isDone() && node.equals("outer")) {
          try {
            heard.complete(calls.one(chunk("inner", model, -1)));
          } catch (HeadraceException e) {
            heard.completeExceptionally(e);
          }
        }
      }
    };
    Listeners.add(listener);
    try {
      assertThat(soon(calls.async(chunk("outer", model, 1)))).isEqualTo(-1);
      fails(heard, "inner", "needs one itself");
    } finally {
      Listeners.remove(listener);
    }
  }

  /** As many at a time as leaves an instance free call on their own resource, on others, and on several at once. */
  @Test
  void whoCanGoOnNeverFails() throws Exception {
    ResourcePool<Model> three = pool("three", 3, 1);
    ResourcePool<Model> four = pool("four", 2, 2);
    ResourcePool<Instances> both = all(three, four);
    List<IntFunction<Chunk<Integer>>> chunks = List.of(
        x -> chunk("three", three, x), x -> chunk("four", four, x), x -> chunk("both", both, x));
    inner.set(x -> calls.one(any(chunks, x)));
    assertThat(outerCalls(chunks, new Semaphore(1))).isZero();
    List<IntFunction<Chunk<Integer>>> alone = List.of(x -> chunk("three", three, x));
    inner.set(x -> calls.one(any(alone, x)));
    assertThat(outerCalls(alone, new Semaphore(2))).isZero();
    List<IntFunction<Chunk<Integer>>> shared = List.of(x -> chunk("four", four, x));
    inner.set(x -> calls.async(any(shared, x)).join());
    assertThat(outerCalls(shared, new Semaphore(3))).isZero();
  }

  @Test
  void whoCannotEndsToo() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    ResourcePool<Model> three = pool("three", 1, 3);
    ResourcePool<Instances> both = all(two, three);
    List<IntFunction<Chunk<Integer>>> chunks = List.of(
        x -> chunk("two", two, x), x -> chunk("three", three, x), x -> chunk("both", both, x));
    inner.set(x -> ThreadLocalRandom.current().nextBoolean()
        ? calls.one(any(chunks, x))
        : calls.async(any(chunks, x)).join());
    assertThat(outerCalls(chunks, new Semaphore(100))).isPositive();
  }

  private static Chunk<Integer> any(List<IntFunction<Chunk<Integer>>> chunks, int x) {
    return chunks.get(ThreadLocalRandom.current().nextInt(chunks.size())).apply(x);
  }

  /** How many of them fail; others make calls without inner ones meanwhile. */
  private int outerCalls(List<IntFunction<Chunk<Integer>>> chunks, Semaphore atATime)
      throws Exception {
    AtomicInteger failed = new AtomicInteger();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    ForkJoinPool threads = new ForkJoinPool(6);
    for (int t = 0; t < 6; t++) {
      boolean nested = t < 4;
      callers.add(CompletableFuture.runAsync(
          () -> {
            for (int i = 1; i <= TIMES; i++) {
              if (nested) {
                atATime.acquireUninterruptibly();
              }
              try {
                assertThat(calls.one(any(chunks, nested ? i : -i))).isEqualTo(-i);
              } catch (HeadraceException e) {
                failed.incrementAndGet();
              } finally {
                if (nested) {
                  atATime.release();
                }
              }
            }
          },
          threads));
    }
    for (CompletableFuture<Void> caller : callers) {
      caller.get(100, TimeUnit.SECONDS);
    }
    threads.shutdown();
    return failed.get();
  }
}
