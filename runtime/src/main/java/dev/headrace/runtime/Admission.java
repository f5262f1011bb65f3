package dev.headrace.runtime;

import dev.headrace.runtime.internal.Waiter;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Keeps to a {@link CallLimit}. Thread-safe. */
final class Admission {
  private final String pipeline;
  private final CallLimit limit;
  private final @Nullable Semaphore room; // null without a limit
  private final Set<Call> underWay = new LinkedHashSet<>(); // to shed from; guarded by itself

  /** A call that is under way. */
  interface Call {
    /** Of those who need not be told apart, as there is no limit. */
    Call ANY = failure -> {};

    /** Fails it at once. What is in a batch runs on, and nobody waits for it. */
    void giveUp(HeadraceException failure);
  }

  Admission(String pipeline, CallLimit limit) {
    this.pipeline = pipeline;
    this.limit = limit;
    this.room =
        limit.most() == Integer.MAX_VALUE ? null : new Semaphore(limit.most(), /* fair= */ true);
  }

  boolean isLimited() {
    return room != null;
  }

  /** Lets a call in, or throws. Whoever is let in must {@link #leave}. */
  void enter(Call call) {
    if (room == null) {
      return;
    }
    if (limit.whenFull() == WhenFull.SHED) {
      shedFor(call);
    } else if (room.hasQueuedThreads() || !room.tryAcquire()) { // who came first goes first
      if (limit.whenFull() == WhenFull.REJECT) {
        throw overloaded("this one was refused");
      }
      await(new Wait(room));
    }
  }

  /**
   * Waits until a call has left. On a thread of the CPU executor the pool makes up for the one that waits: those under way
   * need it to end.
   */
  private static final class Wait implements ForkJoinPool.ManagedBlocker {
    private final Semaphore room;
    private boolean entered;

    Wait(Semaphore room) {
      this.room = room;
    }

    @Override
    public boolean block() throws InterruptedException {
      room.acquire();
      entered = true;
      return true;
    }

    @Override
    public boolean isReleasable() {
      return entered;
    }
  }

  private void shedFor(Call call) {
    Call oldest = null;
    synchronized (underWay) {
      if (underWay.size() >= limit.most()) {
        Iterator<Call> first = underWay.iterator();
        oldest = first.next();
        first.remove();
      }
      underWay.add(call);
    }
    if (oldest != null) {
      oldest.giveUp(overloaded("this one was the oldest, and gave way to a new one"));
    }
  }

  private void await(Wait wait) {
    try {
      Waiter.await(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeadraceException(
          "interrupted while waiting until " + pipeline + " takes a call", e);
    }
  }

  private OverloadedException overloaded(String what) {
    return new OverloadedException(pipeline, limit.most(), what);
  }

  /** A call that was let in has ended. */
  void leave(Call call) {
    if (room == null) {
      return;
    }
    if (limit.whenFull() == WhenFull.SHED) {
      synchronized (underWay) {
        underWay.remove(call);
      }
    } else {
      room.release();
    }
  }
}
