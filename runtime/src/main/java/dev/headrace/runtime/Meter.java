package dev.headrace.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts the batches of one step on one resource. Thread-safe. */
final class Meter {
  private final String node;
  private final int maxBatchSize;
  private final LongAdder begun = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder elements = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();
  private final LongAdder runNanos = new LongAdder();

  Meter(String node, int maxBatchSize) {
    this.node = node;
    this.maxBatchSize = maxBatchSize;
  }

  void begins() {
    begun.increment();
  }

  void ends(int size, long wait, long run, boolean failed) {
    batches.increment();
    elements.add(size);
    failures.add(failed ? 1 : 0);
    waitNanos.add(wait);
    runNanos.add(run);
  }

  /** How many batches run now. */
  int inFlight() {
    long ended = batches.sum(); // first, so that the difference is never negative
    return (int) (begun.sum() - ended);
  }

  ResourceSnapshot.Step snapshot() {
    return new ResourceSnapshot.Step(
        node,
        maxBatchSize,
        batches.sum(),
        elements.sum(),
        failures.sum(),
        Duration.ofNanos(waitNanos.sum()),
        Duration.ofNanos(runNanos.sum()));
  }
}
