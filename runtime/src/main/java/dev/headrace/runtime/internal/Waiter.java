package dev.headrace.runtime.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parks one thread until another lets it go. On a thread of the CPU executor the pool makes up for the parked one, so
 * that calls within calls cannot starve it.
 */
public final class Waiter implements ForkJoinPool.ManagedBlocker {
  private volatile boolean released;
  private volatile @Nullable Thread parked;

  /** Before each use, by the thread that will wait. */
  public void reset() {
    released = false;
  }

  /** Lets the waiting thread go, now or as soon as it comes. */
  public void release() {
    released = true;
    LockSupport.unpark(parked);
  }

  /** Waits for {@link #release}. */
  public void await() throws InterruptedException {
    parked = Thread.currentThread();
    try {
      ForkJoinPool.managedBlock(this);
    } finally {
      parked = null;
    }
  }

  @Override
  public boolean block() throws InterruptedException {
    while (!released) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return released;
  }
}
