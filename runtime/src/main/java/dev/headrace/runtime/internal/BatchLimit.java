package dev.headrace.runtime.internal;

/** How large the batches of one step may be and how long an element may wait for company. Thread-safe. */
public final class BatchLimit {
  private static final int FIRST_PROBE =
      64; // batches at the limit that went well, before it is raised

  private final int most; // what was asked for
  private volatile int size;
  private final long delayNanos;
  private final long cost;
  private final boolean padded;
  private final Returns returns;
  private int wentWell; // at the limit; guarded by this
  private int needed = FIRST_PROBE; // guarded by this
  private int known; // a size that went well for long, while a larger one is tried; guarded by this

  /** A limit that only counts. */
  public BatchLimit(int size, long delayNanos) {
    this(size, delayNanos, Long.MAX_VALUE, false);
  }

  public BatchLimit(int size, long delayNanos, long cost, boolean padded) {
    this(size, delayNanos, cost, padded, new Returns());
  }

  BatchLimit(int size, long delayNanos, long cost, boolean padded, Returns returns) {
    this.returns = returns;
    this.most = size;
    this.size = size;
    this.delayNanos = delayNanos;
    this.cost = cost;
    this.padded = padded;
  }

  /** The largest batch, as far as is known by now. */
  public int size() {
    return size;
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

  /**
   * A batch of the given size was too large: half of it is the most from now on. A size that was only tried gives way to
   * the last one that went well, and the next attempt comes later.
   */
  public synchronized void tooLarge(int tried) {
    wentWell = 0;
    if (known > 0 && tried > known) {
      size = Math.min(size, known);
      needed = Math.min(2 * needed, FIRST_PROBE << 10);
    } else {
      size = Math.min(size, below(tried));
    }
    known = 0;
  }

  /** The most that may be where so many were too many. */
  public static int below(int tooMany) {
    return Math.max(1, tooMany / 2);
  }

  /**
   * It was lowered for an element that is too large by itself.
   *
   * @param lowered what it was lowered to; nothing happens if others have changed it since
   * @param shown what is known without that element
   */
  public synchronized void restore(int lowered, int shown) {
    if (size == lowered) {
      size = Math.max(size, Math.min(most, shown));
      wentWell = 0;
      known = 0;
    }
  }

  /** A batch went well. Once many at a lowered limit have, the limit rises by an eighth. */
  public void wentWell(int batch) {
    if (size < most && batch >= size) {
      probe(batch);
    }
  }

  private synchronized void probe(int batch) {
    if (size < most && batch >= size && ++wentWell >= needed) {
      wentWell = 0;
      known = size;
      size = Math.min(most, size + Math.max(1, size / 8));
    }
  }
}
