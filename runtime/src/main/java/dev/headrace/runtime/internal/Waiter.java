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
public final class Waiter implements ForkJoinPool.ManagedBlocker {
  private volatile boolean released;
  private volatile @Nullable Thread parked;

  /** Waits for something else. A pool whose thread this is makes up for it, as long as it has threads to. */
  public static void await(ForkJoinPool.ManagedBlocker end) throws InterruptedException {
    try {
      ForkJoinPool.managedBlock(end);
    } catch (RejectedExecutionException e) {
      while (!end.block()) {}
    }
  }

  /** Lets so many milliseconds pass. */
  public static void pause(long millis) throws InterruptedException {
    await(new Pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  private record Pause(long end) implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
      return true;
    }

    @Override
    public boolean isReleasable() {
      return end - System.nanoTime() <= 0;
    }
  }

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
      await(this);
    } finally {
      parked = null;
    }
  }

  /** Waits for it no longer than so many milliseconds; whether it came. */
  public boolean await(long millis) throws InterruptedException {
    parked = Thread.currentThread();
    try {
      await(new Look(this, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
      return released;
    } finally {
      parked = null;
    }
  }

  private record Look(Waiter waiter, long end) implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() throws InterruptedException {
      LockSupport.parkNanos(waiter, end - System.nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return isReleasable();
    }

    @Override
    public boolean isReleasable() {
      return waiter.released || end - System.nanoTime() <= 0;
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
