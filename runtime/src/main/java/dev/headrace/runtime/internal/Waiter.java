package dev.headrace.runtime.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parks one thread until another lets it go, once. On a thread of the CPU executor the pool makes up for the parked one,
 * so that calls within calls cannot starve it.
 */
public final class Waiter implements ForkJoinPool.ManagedBlocker {
  private static final AtomicIntegerFieldUpdater<Waiter> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Waiter.class, "state");
  private static final int COMES = 0; // or looks now and then, or has gone without being released
  private static final int PARKED = 1;
  private static final int RELEASED = 2;

  private volatile int state;
  private volatile @Nullable Thread thread; // that waits
  private @Nullable Waiter others; // that it wakes: the first, which knows the next

  @Nullable
  Waiter next;

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

  /** Lets the waiting thread go, now or as soon as it comes. */
  public void release() {
    state = RELEASED;
    LockSupport.unpark(thread);
  }

  /** The same for one that is parked and wakes these before it goes on; they are released already. */
  void release(@Nullable Waiter released) {
    others = released;
    if (STATE.compareAndSet(this, PARKED, RELEASED)) {
      LockSupport.unpark(thread);
    } else { // it was interrupted
      release();
      wakeOthers();
    }
  }

  /** Lets it go, though whoever waits may not know before it is woken. */
  void releaseAsleep() {
    state = RELEASED;
  }

  private void wakeOthers() {
    for (Waiter other = others; other != null; other = other.next) {
      LockSupport.unpark(other.thread);
    }
  }

  /** Whether it is parked, on a thread that the operating system wakes, whatever others do. */
  boolean isParked() {
    return state == PARKED;
  }

  /** Waits for {@link #release}. */
  public void await() throws InterruptedException {
    thread = Thread.currentThread();
    try {
      await(this);
    } finally {
      thread = null;
      if (!STATE.compareAndSet(this, PARKED, COMES)) {
        wakeOthers();
      }
    }
  }

  /** Waits for it no longer than so many milliseconds; whether it came. */
  public boolean await(long millis) throws InterruptedException {
    thread = Thread.currentThread();
    try {
      await(new Look(this, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
      return isReleasable();
    } finally {
      thread = null;
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
      return waiter.isReleasable() || end - System.nanoTime() <= 0;
    }
  }

  @Override
  public boolean block() throws InterruptedException {
    if (!isVirtual()) {
      STATE.compareAndSet(this, COMES, PARKED);
    }
    while (state != RELEASED) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return state == RELEASED;
  }

  private static boolean isVirtual() {
    return Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread");
  }
}
