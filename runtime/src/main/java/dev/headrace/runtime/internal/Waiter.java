package dev.headrace.runtime.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parks one thread until another lets it go. On a thread of the CPU executor the pool makes up for the parked one, so
 * that calls within calls cannot starve it.
 */
public class Waiter implements ForkJoinPool.ManagedBlocker {
  private volatile boolean released;
  private volatile @Nullable Thread parked;

  /** Lets so many milliseconds pass; the CPU executor makes up for its thread as for any that waits. */
  public static void pause(long millis) throws InterruptedException {
    Waiter nobody = new Waiter() {
      private final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);

      @Override
      public boolean block() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        return true;
      }

      @Override
      public boolean isReleasable() {
        return end - System.nanoTime() <= 0;
      }
    };
    nobody.await();
  }

  /** Before each use, by the thread that will wait. */
  public final void reset() {
    released = false;
  }

  /** Lets the waiting thread go, now or as soon as it comes. */
  public final void release() {
    released = true;
    LockSupport.unpark(parked);
  }

  /** Waits for {@link #release}. */
  public final void await() throws InterruptedException {
    parked = Thread.currentThread();
    try {
      ForkJoinPool.managedBlock(this);
    } catch (RejectedExecutionException e) {
      block(); // the pool has no more threads to make up for this one
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
