package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Streams through an executor, beside the least that they could take. */
final class Streaming {
  private Streaming() {}

  /** How much of the time is a model's own, which nothing can make less. */
  static double threeModels(int items, int microsPerCall, int microsPerItem) {
    List<Long> batch = LongStream.range(0, Batcher.MOST).boxed().toList();
    SimulatedModel model = new SimulatedModel(microsPerCall, microsPerItem);
    long start = System.nanoTime();
    for (int i = 0; i < items / Batcher.MOST; i++) {
      model.apply(batch);
    }
    double bound = System.nanoTime() - start;
    try (var executor = ThreeModelsExecutor.builder()
        .one(microsPerCall, microsPerItem)
        .two(microsPerCall, microsPerItem)
        .three(microsPerCall, microsPerItem)
        .build()) {
      executor.warmUp();
      drain(executor.thirdAll(numbers(items / 4)), items / 4);
      start = System.nanoTime();
      drain(executor.thirdAll(numbers(items)), items);
      return bound / (System.nanoTime() - start);
    }
  }

  /** Time of a plain loop divided by the executor's, for steps that cost next to nothing; both pull from iterators. */
  static double threeTrivialSteps(int items) {
    return trivial(() -> inALoop(items), all -> sum(all.apply(numbers(items))));
  }

  /** Time of the steps as maps of a stream divided by the executor's; both ask for all results at once. */
  static double threeTrivialMaps(int items) {
    return trivial(
        () -> sumOfAll(mapped(numbers(items))), all -> sumOfAll(all.apply(numbers(items))));
  }

  private static double trivial(
      LongSupplier plain, ToLongFunction<UnaryOperator<Stream<Long>>> streaming) {
    try (var executor = ThreeTrivialStepsExecutor.builder().build()) {
      double loop = 0;
      double stream = 0;
      for (int round = 0; round < 6; round++) {
        long start = System.nanoTime();
        long looped = plain.getAsLong();
        long middle = System.nanoTime();
        long streamed = streaming.applyAsLong(executor::thirdAll);
        if (looped != streamed) {
          throw new AssertionError("the loop and the executor differ");
        }
        if (round >= 3) { // warm
          loop += middle - start;
          stream += System.nanoTime() - middle;
        }
      }
      return loop / stream;
    }
  }

  private static long inALoop(long items) {
    long sum = 0;
    for (Iterator<Long> i = numbers(items).iterator(); i.hasNext(); ) {
      Long result = ThreeTrivialSteps.Nodes.third(
          ThreeTrivialSteps.Nodes.second(ThreeTrivialSteps.Nodes.first(i.next())));
      sum += result;
    }
    return sum;
  }

  private static Stream<Long> mapped(Stream<Long> items) {
    return items
        .map(ThreeTrivialSteps.Nodes::first)
        .map(ThreeTrivialSteps.Nodes::second)
        .map(ThreeTrivialSteps.Nodes::third);
  }

  private static long sum(Stream<Long> results) {
    long sum = 0;
    for (Iterator<Long> i = results.iterator(); i.hasNext(); ) {
      sum += i.next();
    }
    return sum;
  }

  private static long sumOfAll(Stream<Long> results) {
    long[] sum = new long[1];
    results.forEach(result -> sum[0] += result);
    return sum[0];
  }

  /** The 99th percentile of calls while a stream keeps the model busy. */
  static double besideBackfill(Headrace headrace, long[] arrivals) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    List<Throwable> failures = new ArrayList<>();
    Thread backfill = new Thread(() -> {
      try (Stream<Long> results =
          headrace.executor().scoreAll(LongStream.iterate(0, i -> i + 1).boxed())) {
        for (Iterator<Long> i = results.iterator(); !stop.get(); ) {
          i.next();
        }
      } catch (Throwable e) {
        failures.add(e);
      }
    });
    backfill.start();
    double p99 = Load.open(headrace, arrivals);
    stop.set(true);
    backfill.join();
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.get(0));
    }
    return p99;
  }

  private static Stream<Long> numbers(long n) {
    return LongStream.range(0, n).boxed();
  }

  private static void drain(Stream<Long> results, long expected) {
    long n = results.count();
    if (n != expected) {
      throw new AssertionError(n + " results for " + expected);
    }
  }
}
