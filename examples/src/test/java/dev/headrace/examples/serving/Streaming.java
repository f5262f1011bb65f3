package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
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

  /** Time of a plain loop divided by the executor's, for three steps on short texts; all results are asked for at once. */
  static double threeTextSteps(int items) {
    try (var executor = ThreeTextStepsExecutor.builder().build()) {
      return ratio(
          () -> {
            long words = 0;
            for (Iterator<String> i = texts(items).iterator(); i.hasNext(); ) {
              words += ThreeTextSteps.Nodes.words(
                  ThreeTextSteps.Nodes.lower(ThreeTextSteps.Nodes.stripped(i.next())));
            }
            return words;
          },
          () -> executor.wordsAll(texts(items)).mapToLong(words -> words).sum());
    }
  }

  /** The same for steps that cost nothing, where all that is measured is what carries the rows; one by one. */
  static double threeTrivialSteps(int items) {
    try (var executor = ThreeTrivialStepsExecutor.builder().build()) {
      return ratio(
          () -> {
            long sum = 0;
            for (Iterator<Long> i = numbers(items).iterator(); i.hasNext(); ) {
              sum += ThreeTrivialSteps.Nodes.third(
                  ThreeTrivialSteps.Nodes.second(ThreeTrivialSteps.Nodes.first(i.next())));
            }
            return sum;
          },
          () -> {
            long sum = 0;
            for (Iterator<Long> i = executor.thirdAll(numbers(items)).iterator(); i.hasNext(); ) {
              sum += i.next();
            }
            return sum;
          });
    }
  }

  private static double ratio(LongSupplier plain, LongSupplier streaming) {
    double loop = 0;
    double stream = 0;
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      long looped = plain.getAsLong();
      long middle = System.nanoTime();
      long streamed = streaming.getAsLong();
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

  /** So many rows, one after the other, in whatever heap there is. */
  static void memory(long rows) {
    try (var executor = ThreeTextStepsExecutor.builder().build()) {
      long start = System.nanoTime();
      long words = executor.wordsAll(texts(rows)).mapToLong(count -> count).sum();
      System.out.printf(
          "%,d rows, %,d words: %.1f s in a heap of at most %d MiB%n",
          rows, words, (System.nanoTime() - start) / 1e9, Runtime.getRuntime().maxMemory() >> 20);
    }
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

  private static Stream<String> texts(long n) {
    return LongStream.range(0, n).mapToObj(i -> "  Row " + i + " of A Text  ");
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
