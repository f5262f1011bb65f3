package dev.headrace.runtime.internal;

import java.util.concurrent.atomic.AtomicInteger;

/** How large the batches of one step may be and how long an element may wait for company. Thread-safe. */
public final class BatchLimit {
  private final AtomicInteger size;
  private final long delayNanos;
  private final long cost;
  private final boolean padded;
  private final Returns returns;

  /** A limit that only counts. */
  public BatchLimit(int size, long delayNanos) {
    this(size, delayNanos, Long.MAX_VALUE, false);
  }

  public BatchLimit(int size, long delayNanos, long cost, boolean padded) {
    this(size, delayNanos, cost, padded, new Returns());
  }

  BatchLimit(int size, long delayNanos, long cost, boolean padded, Returns returns) {
    this.returns = returns;
    this.size = new AtomicInteger(size);
    this.delayNanos = delayNanos;
    this.cost = cost;
    this.padded = padded;
  }

  /** The largest batch, as far as is known by now. */
  public int size() {
    return size.get();
  }

  long delayNanos() {
    return delayNanos;
  }

  /** What a batch of more than one element may cost. */
  long cost() {
    return cost;
  }

  /** Whether a batch costs its size times its largest element. */
  boolean padded() {
    return padded;
  }

  /** What is known of those who ask; guarded by the queue's lock. */
  Returns returns() {
    return returns;
  }

  /** A batch of the given size was too large: half of it is the most from now on. */
  public void halve(int tooLarge) {
    size.accumulateAndGet(Math.max(1, tooLarge / 2), Math::min);
  }
}
