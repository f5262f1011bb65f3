package dev.headrace.examples.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Minutes of calls at random times, at 80 % of what the model can do, beside streams, cancelled calls and executors that
 * come and go: neither memory nor latency nor threads may grow. Latency is that of a plain queue on the same machine in turns,
 * many times over, as whatever else the machine does shows in both. {@code -Dheadrace.soak=20} runs it for so many minutes.
 */
@EnabledIfSystemProperty(named = "headrace.soak", matches = "\\d+")
class SoakTest {
  private static final int CALL = 2_000; // microseconds
  private static final int ITEM = 50;
  private static final double FULL = 64e6 / (CALL + 64 * ITEM); // items per second
  private static final double WINDOW = 6; // seconds
  private static final double PLAIN = 4; // seconds
  private static final double GROWTH = 1 << 20; // bytes; a window makes 59,000 calls

  /** What was seen in a window. */
  private record Seen(double p99, double plain, double heap, int threads) {
    double ratio() {
      return p99 / plain;
    }
  }

  @Test
  void nothingGrows() throws InterruptedException {
    int windows = (int) (Integer.getInteger("headrace.soak") * 60 / (WINDOW + PLAIN));
    List<Seen> seen = new ArrayList<>();
    try (Headrace headrace = new Headrace(CALL, ITEM);
        Batcher plain = ServingBench.open("LinkedBlockingQueue", CALL, ITEM)) {
      for (int i = -2; i < windows; i++) {
        double p99 = Load.open(headrace, Load.arrivals(0.8 * FULL, WINDOW, i)) / 1e6;
        double other = Load.open(plain, Load.arrivals(0.8 * FULL, PLAIN, i)) / 1e6;
        others(headrace);
        Seen now =
            new Seen(p99, other, heap(), ManagementFactory.getThreadMXBean().getThreadCount());
        System.out.printf(
            "%s: p99 %.1f ms, plain queue %.1f ms, heap %.2f MB, %d threads%n",
            i < 0 ? "warm-up" : i + 1 + "/" + windows, p99, other, now.heap() / 1e6, now.threads());
        if (i >= 0) {
          seen.add(now);
        }
      }
    }
    int third = Math.max(1, windows / 3);
    List<Seen> first = seen.subList(0, third);
    List<Seen> last = seen.subList(windows - third, windows);
    assertThat(median(last.stream().map(Seen::heap)))
        .isLessThan(median(first.stream().map(Seen::heap)) + GROWTH);
    assertThat(median(last.stream().map(Seen::ratio)))
        .isLessThan(1.5 * median(first.stream().map(Seen::ratio)));
    assertThat(last.get(third - 1).threads()).isLessThanOrEqualTo(first.get(0).threads() + 1);
  }

  /** What else may leave something behind. */
  private static void others(Headrace headrace) {
    for (int i = 0; i < 20; i++) {
      try (ScoringExecutor another = ScoringExecutor.builder().model(0, i).build()) {
        List<CompletableFuture<Long>> calls =
            LongStream.range(0, 500).mapToObj(another::scoreAsync).toList();
        calls.stream().skip(250).forEach(call -> call.cancel(true));
        assertThat(calls.get(3).join()).isEqualTo(100);
      }
    }
    try (Stream<Long> stream =
        headrace.executor().scoreAll(LongStream.range(0, 1_000_000).boxed())) {
      assertThat(stream.limit(3_000).count()).isEqualTo(3_000); // and the rest is given up
    }
  }

  private static double heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static double median(Stream<Double> values) {
    double[] sorted = values.mapToDouble(v -> v).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
