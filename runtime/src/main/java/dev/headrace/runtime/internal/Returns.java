package dev.headrace.runtime.internal;

/**
 * Whether those whose batch has just ended ask again at once, and whether it pays to wait for them. Guarded by the
 * queue's lock; a pure function of what it was told.
 *
 * <p>A greedy scheduler cuts as soon as the first of them is back: one caller with 64 calls under way then gets batches
 * of 1 and 63 in turns. So, after a batch, an instance waits for the next to come back as long as that raises the
 * throughput: a batch of w elements that costs F once gains by another element if that comes within F / w (the marginal
 * value theorem: Charnov, 1976). F is what a linear regression of run times on batch sizes finds. It does so only where
 * at least half of the elements of past batches came back within a quarter of the run time; of arrivals that have nothing
 * to do with the end of a batch, a quarter do.
 */
class Returns {
  private static final double DECAY = 0.95; // of what is remembered, with each batch
  private static final double ENOUGH = 0.5; // of the elements that come back
  private static final double WINDOW = 0.25; // of the run time
  private static final long LOOK =
      50_000; // nanoseconds; a parked thread comes back some 50 µs late
  private static final double LEAST =
      200_000; // nanoseconds to be saved, or it is not worth the trouble

  // Sums over past batches, decayed.
  private double ended;
  private double returned;
  private double batches;
  private double sizes;
  private double runs;
  private double squares;
  private double products;

  // Since the last batch ended.
  private long endNanos;
  private long windowNanos;
  private long lastNanos; // when the last element came, or the wait began
  private int endedNow;
  private int returnedNow;

  /** A batch has ended. */
  void ended(long now, int size, long runNanos) {
    ended = ended * DECAY + endedNow;
    returned = returned * DECAY + Math.min(returnedNow, endedNow);
    batches = batches * DECAY + 1;
    sizes = sizes * DECAY + size;
    runs = runs * DECAY + runNanos;
    squares = squares * DECAY + (double) size * size;
    products = products * DECAY + (double) size * runNanos;
    endNanos = now;
    lastNanos = now;
    windowNanos = (long) (runNanos * WINDOW);
    endedNow = size;
    returnedNow = 0;
  }

  /** Elements have arrived. */
  void arrived(long now, int elements) {
    if (now - endNanos <= windowNanos) {
      returnedNow += elements;
      lastNanos = now;
    }
  }

  /** The instance has told everyone of the end, and begins to wait. */
  void told(long now) {
    lastNanos = Math.max(lastNanos, now);
  }

  /** How long an instance should wait before it looks again whether to cut what waits; 0 to cut it now. */
  long patience(long now, int waiting) {
    if (now - endNanos >= windowNanos
        || ended == 0
        || returned < ENOUGH * ended
        || returnedNow >= endedNow * returned / ended) {
      return 0;
    }
    double fixed = fixedNanos();
    double left = fixed / waiting - (now - lastNanos);
    return fixed < LEAST || left <= 0
        ? 0
        : Math.min(LOOK, Math.min((long) left + 1, windowNanos - (now - endNanos)));
  }

  /** What a batch costs before its first element; all of it, while all batches have one size. */
  private double fixedNanos() {
    double variance = squares / batches - sizes / batches * (sizes / batches);
    double mean = runs / batches;
    if (variance < 1e-6 * squares / batches) {
      return mean;
    }
    double slope = (products / batches - mean * sizes / batches) / variance;
    return Math.max(0, Math.min(mean, mean - slope * sizes / batches));
  }

  /** The device time of an element, by the mean of past batches. */
  double elementNanos() {
    return sizes == 0 ? 1 : runs / sizes;
  }
}
