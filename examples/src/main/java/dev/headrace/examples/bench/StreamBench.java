package dev.headrace.examples.bench;

import dev.headrace.runtime.Device;
import dev.headrace.runtime.Listeners;
import dev.headrace.runtime.PipelineListener;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How close streams come to what is possible.
 *
 * <ul>
 *   <li>Three simulated models in a row, each 200 µs per call and 2 µs per item: the part of the time in
 *       which the busiest of them works, and the part of what it could do if its calls took no longer
 *       than they are told to.
 *   <li>Three steps that cost next to nothing: the throughput of a plain loop over the same rows.
 *   <li>With the arguments {@code memory ROWS}: so many rows through the latter, for a small heap.
 * </ul>
 */
public final class StreamBench {
  private static final int BATCH = 256;

  private StreamBench() {}

  /** Measures all but the memory, or that alone. */
  public static void main(String[] arguments) {
    if (arguments.length == 2 && arguments[0].equals("memory")) {
      memory(Long.parseLong(arguments[1]));
    } else {
      models(200 * BATCH);
      plain(400_000);
    }
  }

  private static void models(int rows) {
    try (var executor = ThreeModelsExecutor.builder()
            .firstModel(200, 2)
            .secondModel(200, 2)
            .thirdModel(200, 2)
            .build();
        BusyTime busy = new BusyTime()) {
      double[] working = new double[9];
      double[] bound = new double[working.length];
      for (int run = 0; run < working.length; run++) {
        busy.reset();
        long nanos = time(() -> executor
            .thirdAll(LongStream.range(0, rows).boxed())
            .mapToLong(result -> result)
            .sum());
        working[run] = (double) busy.most() / nanos;
        bound[run] = rows / BATCH * (200e3 + 2e3 * BATCH) / nanos;
      }
      System.out.printf(
          "three models: the busiest works %.3f of the time, %.3f of what was possible (medians of %d)%n",
          median(working), median(bound), working.length);
    }
  }

  private static void plain(int rows) {
    try (var executor = PlainStepsExecutor.builder().build()) {
      double[] ratios = new double[25];
      double[] loops = new double[ratios.length];
      for (int run = 0; run < ratios.length; run++) {
        long loop = time(() -> loop(texts(rows).iterator()));
        long stream =
            time(() -> executor.wordsAll(texts(rows)).mapToLong(words -> words).sum());
        ratios[run] = (double) loop / stream;
        loops[run] = (double) loop / rows;
      }
      System.out.printf(
          "three plain steps: %.2f of a plain loop's throughput, which takes %.0f ns per row (medians of %d)%n",
          median(ratios), median(loops), ratios.length);
    }
  }

  private static long loop(Iterator<String> texts) {
    long sum = 0;
    while (texts.hasNext()) {
      sum +=
          PlainSteps.Nodes.words(PlainSteps.Nodes.lower(PlainSteps.Nodes.stripped(texts.next())));
    }
    return sum;
  }

  private static void memory(long rows) {
    try (var executor = PlainStepsExecutor.builder().build()) {
      long begin = System.nanoTime();
      long words = executor
          .wordsAll(LongStream.range(0, rows).mapToObj(i -> "row " + i))
          .mapToLong(count -> count)
          .sum();
      System.out.printf(
          "%d rows, %d words, %.1f s, heap of at most %d MiB%n",
          rows, words, (System.nanoTime() - begin) / 1e9, Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  private static Stream<String> texts(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> "  Row " + i + " of A Text  ");
  }

  private static long time(LongSupplier work) {
    long begin = System.nanoTime();
    long result = work.getAsLong();
    long nanos = System.nanoTime() - begin;
    if (result == 42) {
      System.out.println(); // so that nothing is optimized away
    }
    return nanos;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** How long each node's batches ran. */
  private static final class BusyTime implements PipelineListener, AutoCloseable {
    private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();

    BusyTime() {
      Listeners.add(this);
    }

    @Override
    public void batch(
        String node, int size, long wait, long run, Device device, @Nullable Throwable failure) {
      nanos.computeIfAbsent(node, n -> new LongAdder()).add(run);
    }

    void reset() {
      nanos.clear();
    }

    long most() {
      return nanos.values().stream().mapToLong(LongAdder::sum).max().orElse(0);
    }

    @Override
    public void close() {
      Listeners.remove(this);
    }
  }
}
