package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * Elements that wait for a batch: what one call of a step asks for. Requests of equal lanes may share batches.
 *
 * @param <R> the type of the resource's instances
 */
public abstract class Request<R> {
  private final Object lane;
  private final BatchLimit limit;
  private final int size;

  // Guarded by the queue's lock.
  int next; // elements before this one are in some batch, or given up
  long arrivalNanos;

  protected Request(Object lane, BatchLimit limit, int size) {
    this.lane = lane;
    this.limit = limit;
    this.size = size;
  }

  /** What requests must have in common to share a batch. */
  public final Object lane() {
    return lane;
  }

  public final BatchLimit limit() {
    return limit;
  }

  public final int size() {
    return size;
  }

  /**
   * Runs a whole batch, of which this request has the first elements. Must not throw. Returns what tells the requests
   * that it has ended: the instance's slot is freed before that.
   */
  protected abstract Runnable run(R instance, Cut<R> cut);

  /** Elements from {@code from} on will never run: their results stay null, and they fail if there is a cause. */
  protected abstract void abandon(int from, @Nullable Throwable cause);
}
