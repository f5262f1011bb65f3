package dev.headrace.runtime.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts who is inside; once closed, lets nobody in and waits for those who are. */
public final class Gate {
  private static final long CLOSED = 1L << 62;

  private final AtomicLong inside = new AtomicLong();
  private final CountDownLatch empty = new CountDownLatch(1);

  /** False once it is closed. Whoever gets true must {@link #leave}. */
  public boolean enter() {
    if (inside.incrementAndGet() < CLOSED) {
      return true;
    }
    leave();
    return false;
  }

  public void leave() {
    if (inside.decrementAndGet() == CLOSED) {
      empty.countDown();
    }
  }

  /** Waits until all have left, or the thread is interrupted, which it stays. */
  public void close() {
    if (inside.getAndUpdate(n -> n | CLOSED) == 0) {
      empty.countDown();
    }
    try {
      empty.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
