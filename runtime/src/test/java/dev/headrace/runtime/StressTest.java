package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random load from several threads, with every kind of fault, cancellations, time limits, and closing in the middle of it.
 * {@code -Dheadrace.stress=10000000} makes that many calls, from {@code -Dheadrace.seed=…} on.
 */
class StressTest {
  private static final int CALLS_OF_A_ROUND = 10_000;
  private static final int SECONDS_OF_A_ROUND = 60;
  private static final Logger LOG = Logger.getLogger("dev.headrace");

  @BeforeAll
  static void instancesThatCannotBeBuiltAreNoNews() {
    LOG.setLevel(Level.SEVERE);
  }

  @AfterAll
  static void othersAre() {
    LOG.setLevel(null);
  }

  @Test
  void everyCallEndsOnceAndWithItsOwnResult() throws Exception {
    long calls = Long.getLong("headrace.stress", 60_000);
    long asked = 0;
    long served = 0;
    long start = System.nanoTime();
    long seed = Long.getLong("headrace.seed", 1);
    for (; asked < calls; seed++) {
      Stress round = new Stress(seed);
      Handler handler = errors(round);
      LOG.addHandler(handler);
      assertThat(watched(round, seed)).isEmpty();
      LOG.removeHandler(handler);
      asked += round.asked();
      served += round.served();
    }
    System.out.printf(
        "%d calls, %d with a result, up to seed %d, in %.1f s%n",
        asked, served, seed - 1, (System.nanoTime() - start) / 1e9);
    assertThat(served).isGreaterThan(asked / 3); // or the faults hide what is to be seen
  }

  /** What the runtime logs as an error must not happen. */
  private static Handler errors(Stress round) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        round.wrong(line.getMessage() + ": " + line.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** Shows what every thread does if the round hangs. */
  private static List<String> watched(Stress round, long seed) throws Exception {
    CompletableFuture<List<String>> end = new CompletableFuture<>();
    Thread thread = new Thread(
        () -> {
          try {
            end.complete(round.run(CALLS_OF_A_ROUND));
          } catch (Throwable e) {
            end.completeExceptionally(e);
          }
        },
        "stress");
    thread.setDaemon(true);
    thread.start();
    try {
      return end.get(SECONDS_OF_A_ROUND, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      StringBuilder dump = new StringBuilder("seed " + seed + " hangs after " + round.asked());
      for (Map.Entry<Thread, StackTraceElement[]> each :
          Thread.getAllStackTraces().entrySet()) {
        dump.append("\n\n")
            .append(each.getKey())
            .append(' ')
            .append(each.getKey().getState());
        for (StackTraceElement frame : each.getValue()) {
          dump.append("\n    ").append(frame);
        }
      }
      throw new AssertionError(dump.toString(), e);
    }
  }
}
