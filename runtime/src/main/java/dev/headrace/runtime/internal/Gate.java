package dev.headrace.runtime.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts who is inside; once closed, lets nobody in and waits for those who are. Those who enter and those who leave are
 * counted apart and in stripes, so that callers on different cores do not meet here.
 *
 * <p>Who enters is counted before the look whether it is closed, and who closes it looks at the counts after that: one of
 * them sees the other. Those who left are summed up first, so that nobody inside is ever missed.
 */
public final class Gate implements ForkJoinPool.ManagedBlocker {
  private static final int STRIPES = stripes();
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final int APART = 16; // longs: no two stripes share a cache line or a pair

  private final AtomicLongArray entered = new AtomicLongArray(STRIPES * APART);
  private final AtomicLongArray left = new AtomicLongArray(STRIPES * APART);
  private final CountDownLatch empty = new CountDownLatch(1);
  private volatile boolean closed;

  private static int stripes() {
    int cores = Math.min(16, Runtime.getRuntime().availableProcessors());
    return 4 * Integer.highestOneBit(2 * cores - 1); // a power of two
  }

  private static int stripe() {
    return ((int) Thread.currentThread().getId() & STRIPES - 1) * APART;
  }

  private static long sum(AtomicLongArray stripes) {
    long sum = 0;
    for (int i = 0; i < STRIPES; i++) {
      sum += stripes.get(i * APART);
    }
    return sum;
  }

  /** False once it is closed. Whoever gets true must {@link #leave}. */
  public boolean enter() {
    entered.getAndIncrement(stripe());
    if (!closed) {
      return true;
    }
    leave();
    return false;
  }

  public void leave() {
    left.getAndIncrement(stripe());
    if (closed) {
      openIfEmpty();
    }
  }

  /**
   * Waits until all have left. An interrupt does not end that, as what they use is closed next; the thread stays
   * interrupted. On a thread of the CPU executor the pool makes up for the one that waits. Only where a step ends the
   * JVM, which waits for the shutdown hook that waits here, it does not.
   */
  public void close() {
    closed = true;
    openIfEmpty();
    boolean interrupted = false;
    while (empty.getCount() > 0) {
      try {
        Waiter.await(this);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean block() throws InterruptedException {
    while (!empty.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (StepExit.isUnderWay()) {
        empty.countDown(); // it does not leave
      }
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return empty.getCount() == 0;
  }

  private void openIfEmpty() {
    long gone = sum(left);
    if (sum(entered) == gone) {
      empty.countDown();
    }
  }
}
