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
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps and constructors that would wait for themselves. Those that do are never the thread of the test. */
@Timeout(120)
class DeadlockTest {
  private static final int TIMES = Integer.getInteger("headrace.stress", 40_000) / 20;
  private static final int QUICK = 8; // ways

  private final List<ResourcePool<?>> pools = new ArrayList<>();
  private final Calls calls = new Calls("Test", new StreamBounds(1, 3), CallLimit.NONE);
  private final AtomicReference<IntUnaryOperator> inner = new AtomicReference<>(x -> x);
  private final AtomicReference<Consumer<String>> constructor = new AtomicReference<>(name -> {});

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
          constructor.get().accept(name);
          return new Model();
        });
    pools.add(pool);
    return pool;
  }

  private ResourcePool<Instances> both(ResourcePool<?>... some) {
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

  private <R> StepCalls<Integer, R, Integer> direct(ResourcePool<R> pool) {
    return calls.ofStep(this.<R>step("direct"), pool, x -> chunk("direct", pool, x));
  }

  /** All ways to call a step and to wait for it. */
  private <R> List<IntUnaryOperator> ways(ResourcePool<R> pool) {
    StepCalls<Integer, R, Integer> direct = direct(pool);
    return List.of(
        x -> calls.one(chunk("inner", pool, x)),
        direct::one,
        x -> direct.async(x).join(),
        x -> get(direct.async(x)),
        x -> calls.async(chunk("inner", pool, x)).join(),
        x -> get(calls.async(chunk("inner", pool, x))),
        x ->
            calls.all(Stream.of(x, x), each -> chunk("inner", pool, x)).toList().get(1),
        x -> calls
            .unordered(Stream.of(x, x), each -> chunk("inner", pool, x))
            .toList()
            .get(1)
            .outcome()
            .orThrow(),
        x -> calls.async(later(pool, x)).join(),
        x -> calls.all(Stream.of(x, x), each -> later(pool, x)).iterator().next());
  }

  /** For each pool those that take no time. */
  private List<IntUnaryOperator> quickWays(ResourcePool<?>... some) {
    return Stream.of(some)
        .flatMap(pool -> ways(pool).subList(0, QUICK).stream())
        .toList();
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
  private <R> Chunk<Integer> later(ResourcePool<R> pool, int x) {
    return new Chunk<>("later", false, 1) {
      private List<Integer> xs = List.of();

      @Override
      protected boolean stage(int stage) throws Exception {
        if (stage == 0) {
          TimeUnit.MILLISECONDS.sleep(50);
        } else if (stage == 1) {
          xs = batch(DeadlockTest.this.<R>step("inner"), pool, rows(), List.of(x));
        }
        return stage < 2;
      }

      @Override
      protected List<Integer> results() {
        return xs;
      }
    };
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static void fails(CompletableFuture<?> future, String why) {
    assertThatThrownBy(() -> soon(future))
        .isInstanceOf(ExecutionException.class)
        .satisfies(e -> {
          Throwable root = e;
          while (root.getCause() != null) {
            root = root.getCause();
          }
          assertThat(root).hasMessageContaining(why).hasMessageContaining("forever");
        });
  }

  /** An outer call fails if its step calls that; the next one, whose does not, has its result. */
  private void failsAndGoesOn(ResourcePool<?> pool, IntUnaryOperator call, String why)
      throws Exception {
    inner.set(call);
    fails(calls.async(chunk("outer", pool, 1)), why);
    inner.set(x -> x);
    assertThat(soon(calls.async(chunk("outer", pool, 2)))).isEqualTo(-2);
  }

  @Test
  void aStepOnTheOnlyInstanceThatCallsWhatNeedsItFails() throws Exception {
    ResourcePool<Model> model = pool("model", 1, 1);
    String why = "on the only instance of model calls what needs model, and would wait for itself"
        + " forever. Fix: take what is needed as a parameter, or as a step (@Use)";
    for (IntUnaryOperator way : ways(model)) {
      failsAndGoesOn(model, way, why);
    }
    assertThat(Model.waiting(model)).isZero();
  }

  @Test
  void aStepMayCallWhatNeedsAnotherInstance() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    ResourcePool<Model> other = pool("other", 1, 1);
    for (ResourcePool<Model> called : List.of(two, other)) {
      for (IntUnaryOperator way : ways(called)) {
        inner.set(way);
        assertThat(soon(calls.async(chunk("outer", two, 1)))).isEqualTo(-1);
      }
    }
  }

  /** Runs so many outer calls whose steps meet before they call; how many of them fail. */
  private int failures(int many, ResourcePool<?> pool, IntUnaryOperator call) throws Exception {
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
    int failures = 0;
    for (int i = 0; i < many; i++) {
      try {
        assertThat(soon(all.get(i))).isEqualTo(-i - 1);
      } catch (ExecutionException e) {
        assertThat(e).hasMessageContaining("as all instances of it wait for such calls");
        failures++;
      }
    }
    return failures;
  }

  @Test
  void onlyOneOfThemFailsAndTheOthersGoOn() throws Exception {
    for (ResourcePool<Model> three : List.of(pool("three", 3, 1), pool("shared", 1, 3))) {
      for (IntUnaryOperator way : ways(three)) {
        assertThat(failures(3, three, way)).isOne();
        assertThat(failures(2, three, way)).isZero();
      }
    }
  }

  @Test
  void stepsOfTwoResourcesThatCallEachOtherFail() throws Exception {
    ResourcePool<Model> one = pool("one", 1, 1);
    ResourcePool<Model> other = pool("other", 1, 1);
    for (IntUnaryOperator way : ways(one)) {
      BatchStep<Model, Integer> back =
          BatchStep.<Model, Integer>named("back").callingOne((model, batch) -> way.applyAsInt(-1));
      failsAndGoesOn(
          one,
          x -> calls.one(new StepChunk<>(back, other, List.of(x))),
          "would wait forever, as all instances of it wait for such calls. Fix: take");
    }
  }

  @Test
  void aConstructorThatCallsWhatNeedsItFails() throws Exception {
    for (int callsPerInstance = 1; callsPerInstance <= 2; callsPerInstance++) {
      for (int instances = 1; instances <= 2; instances++) {
        ResourcePool<Model> model = pool("model", instances, callsPerInstance);
        constructor.set(name -> calls.one(chunk("inner", model, -1)));
        fails(calls.async(chunk("outer", model, 1)), "forever");
        constructor.set(name -> {});
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
          constructor.set(name -> {
            throw new IllegalStateException("there is one GPU only");
          });
          return calls.one(chunk("inner", model, x));
        },
        "would wait forever");
  }

  @Test
  void severalResourcesAtOnceCountAsEachOfThem() throws Exception {
    ResourcePool<Model> left = pool("left", 1, 1);
    ResourcePool<Model> right = pool("right", 1, 1);
    ResourcePool<Instances> both = both(left, right);
    for (int way = 0; way < ways(left).size(); way++) {
      failsAndGoesOn(both, ways(both).get(way), "on the only instance of left+right calls");
      failsAndGoesOn(
          both, ways(left).get(way), "on an instance of left+right calls what needs left,");
      failsAndGoesOn(
          both, ways(right).get(way), "on an instance of left+right calls what needs right,");
      failsAndGoesOn(
          left, ways(both).get(way), "on an instance of left calls what needs left+right");
    }
  }

  @Test
  void aConstructorOfAThreadSafeResourceThatCallsWhatNeedsItFails() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    two.warmUp();
    for (int way = 0; way < 2 * ways(two).size(); way++) {
      ResourcePool<Model> safe = pool("safe", 1, 0);
      IntUnaryOperator call = Stream.of(safe, both(two, safe))
          .flatMap(p -> ways(p).stream())
          .toList()
          .get(way);
      constructor.set(name -> {
        constructor.set(any -> {});
        call.applyAsInt(-1);
      });
      fails(calls.async(chunk("outer", safe, 1)), "that makes safe calls what needs");
      assertThat(soon(calls.async(chunk("outer", safe, 2)))).isEqualTo(-2);
    }
  }

  /** A constructor of one waits for the other, whose constructor waits for the one. */
  @Test
  void constructorsThatWaitForEachOtherFail() throws Exception {
    ResourcePool<Model> safe = pool("safe", 1, 0);
    for (IntUnaryOperator way : ways(safe)) {
      ResourcePool<Model> other = pool("other", 1, 1);
      constructor.set(name -> {
        if (name.equals("safe")) {
          calls.one(chunk("inner", other, -1));
        } else {
          way.applyAsInt(-1);
        }
      });
      fails(calls.async(chunk("outer", safe, 1)), "forever");
    }
    constructor.set(name -> {});
    assertThat(soon(calls.async(chunk("outer", safe, 2)))).isEqualTo(-2);
  }

  @Test
  void aBoundValueThatCallsWhatNeedsItFails() throws Exception {
    AtomicReference<Once<Integer>> bound = new AtomicReference<>();
    List<IntSupplier> ways = List.of(
        () -> calls.one(needs(bound, 1)),
        () -> calls.async(needs(bound, 1)).join(),
        () -> get(calls.async(needs(bound, 1))),
        () -> calls.all(Stream.of(1), x -> needs(bound, 1)).toList().get(0));
    for (IntSupplier way : ways) {
      bound.set(Once.of("index", way::getAsInt));
      fails(calls.async(needs(bound, 1)), "index");
    }
    bound.set(Once.of("index", () -> 7));
    assertThat(soon(calls.async(needs(bound, 2)))).isEqualTo(14);
  }

  private static Chunk<Integer> needs(AtomicReference<Once<Integer>> bound, int x) {
    return new Chunk<>("needs", false, 1) {
      private List<Integer> values = List.of();

      @Override
      protected boolean stage(int stage) {
        values = stage == 0 ? List.of(bound.get().get() * Math.abs(x)) : values;
        return stage == 0;
      }

      @Override
      protected List<Integer> results() {
        return values;
      }
    };
  }

  /** As many at a time as leaves an instance free call on their own resource, and on others. */
  @Test
  void whoCanGoOnNeverFails() throws Exception {
    ResourcePool<Model> three = pool("three", 3, 1);
    ResourcePool<Model> four = pool("four", 2, 2);
    ResourcePool<Instances> both = both(three, four);
    List<IntUnaryOperator> ways = quickWays(three, four, both);
    List<IntFunction<Chunk<Integer>>> chunks = List.of(
        x -> chunk("four", four, x), x -> chunk("three", three, x), x -> chunk("both", both, x));
    inner.set(x -> any(ways).applyAsInt(x));
    assertThat(failedOuterCalls(TIMES, chunks, new Semaphore(1))).isZero();
    inner.set(x -> any(ways.subList(0, 2 * QUICK)).applyAsInt(x));
    assertThat(failedOuterCalls(TIMES, chunks.subList(0, 2), new Semaphore(2))).isZero();
    inner.set(x -> any(ways.subList(QUICK, 2 * QUICK)).applyAsInt(x));
    assertThat(failedOuterCalls(TIMES, chunks.subList(0, 1), new Semaphore(3))).isZero();
  }

  /** Constructors and bound values that call what others use who wait for them. */
  @Test
  void whoMakesSomethingNeverFailsEitherIfItCanGoOn() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    List<IntUnaryOperator> ways = quickWays(two);
    assertThat(failures(2, two, x -> x)).isZero(); // both instances are there
    inner.set(x -> x);
    for (int i = 0; i < TIMES / 20; i++) {
      ResourcePool<Model> safe = pool("safe", 1, 0);
      ResourcePool<Instances> both = both(two, safe);
      constructor.set(name -> any(ways).applyAsInt(-1));
      List<IntUnaryOperator> made = quickWays(safe, both);
      AtomicReference<Once<Integer>> bound = new AtomicReference<>();
      bound.set(Once.of("index", () -> any(made).applyAsInt(-1)));
      List<IntFunction<Chunk<Integer>>> chunks =
          List.of(x -> needs(bound, x), x -> chunk("safe", safe, x), x -> chunk("both", both, x));
      assertThat(failedOuterCalls(2, chunks, new Semaphore(100))).isZero();
    }
  }

  /** Of those that wait for leases it is known some 50 ms later. */
  @Test
  void whoCannotEndsToo() throws Exception {
    ResourcePool<Model> two = pool("two", 2, 1);
    ResourcePool<Model> three = pool("three", 1, 3);
    ResourcePool<Instances> both = both(two, three);
    List<IntUnaryOperator> ways = quickWays(two, three, both);
    inner.set(x -> any(ways).applyAsInt(x));
    List<IntFunction<Chunk<Integer>>> chunks = List.of(
        x -> chunk("two", two, x), x -> chunk("three", three, x), x -> chunk("both", both, x));
    assertThat(failedOuterCalls(TIMES / 20, chunks, new Semaphore(100))).isPositive();
  }

  private static <T> T any(List<T> some) {
    return some.get(ThreadLocalRandom.current().nextInt(some.size()));
  }

  /** How many of them fail; others make calls without inner ones meanwhile. */
  private int failedOuterCalls(
      int times, List<IntFunction<Chunk<Integer>>> chunks, Semaphore atATime) throws Exception {
    AtomicInteger failed = new AtomicInteger();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    ForkJoinPool threads = new ForkJoinPool(7);
    for (int t = 0; t < 7; t++) {
      boolean nested = t < 5;
      callers.add(CompletableFuture.runAsync(
          () -> {
            for (int i = 1; i <= times; i++) {
              if (nested) {
                atATime.acquireUninterruptibly();
              }
              try {
                assertThat(calls.one(any(chunks).apply(nested ? i : -i))).isEqualTo(-i);
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
