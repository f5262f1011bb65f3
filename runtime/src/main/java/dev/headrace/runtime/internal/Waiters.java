package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * The threads that wait for a batch, let go together. To wake a thread takes some microseconds, in which the instance
 * does nothing: so a few are woken here, and each of them wakes some of the others. Needs no memory.
 */
public final class Waiters {
  private @Nullable Waiter first;
  private int size;

  /** One more, which has its result. */
  public void add(Waiter waiter) {
    if (waiter.isParked()) {
      waiter.next = first;
      first = waiter;
      size++;
    } else { // it may never park; nor does it take time
      waiter.release();
    }
  }

  /** Lets all go: of n, some √n here, as many by each of those. */
  public void release() {
    int together = (int) Math.sqrt(size);
    for (Waiter waker = first; waker != null; ) {
      Waiter others = waker.next;
      Waiter last = waker;
      for (int i = 1; i < together && last.next != null; i++) {
        last = last.next;
        last.releaseAsleep();
      }
      Waiter rest = last.next;
      last.next = null;
      waker.release(last == waker ? null : others);
      waker = rest;
    }
    first = null;
    size = 0;
  }
}
