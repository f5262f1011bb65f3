package dev.headrace.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A model whose time is simulated: a call sleeps, and then computes next to nothing. Times measured
 * with it show the effect of batching, not the speed of any model.
 *
 * <p>An instance is used by one thread at a time.
 */
public final class SimulatedModel {
  private final int microsPerCall;
  private final int microsPerItem;

  /**
   * A model of a given cost; with 0 and 0 it is free, and what remains is the cost of the program
   * around it.
   */
  public SimulatedModel(int microsPerCall, int microsPerItem) {
    this.microsPerCall = microsPerCall;
    this.microsPerItem = microsPerItem;
  }

  /** A number for each of {@code items}, in order: the same in any batch. */
  public List<Long> apply(List<Long> items) {
    sleep(microsPerCall + (long) microsPerItem * items.size());
    List<Long> results = new ArrayList<>(items.size());
    for (long item : items) {
      results.add(item * 31 + 7);
    }
    return results;
  }

  /** To the end of the time and not beyond it: Thread.sleep knows only whole milliseconds on 17. */
  private static void sleep(long micros) {
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
    }
  }
}
