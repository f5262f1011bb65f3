package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of any number of elements.
 *
 * @param <R> the type of the resource's instances
 */
public abstract class Elements<R> implements Request<R> {
  // Guarded by the queue's lock.
  private int begun; // elements before this one are in some batch, or given up
  private @Nullable BitSet taken; // so are these
  private int left;
  private boolean inLane;
  private long arrivalNanos;
  private @Nullable Request<R> next;

  protected Elements(int size) {
    this.left = size;
  }

  @Override
  public final @Nullable Request<R> next() {
    return next;
  }

  @Override
  public final void next(@Nullable Request<R> after) {
    next = after;
  }

  @Override
  public final long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public final void arrivalNanos(long nanos) {
    arrivalNanos = nanos;
  }

  @Override
  public final boolean isInLane() {
    return inLane;
  }

  @Override
  public final void comesToLane() {
    inLane = true;
  }

  @Override
  public final int left() {
    return left;
  }

  @Override
  public final int firstLeft(int from) {
    int first = Math.max(from, begun);
    return taken == null ? first : Math.min(size(), taken.nextClearBit(first));
  }

  @Override
  public final Span<R> take(int from, int to) {
    left -= to - from;
    if (from == begun) {
      begun = to;
      begun = firstLeft(to);
    } else {
      if (taken == null) {
        taken = new BitSet(size());
      }
      taken.set(from, to);
    }
    return to - from == size() ? this : new Part<>(this, from, to);
  }

  @Override
  public final List<Span<R>> takeRest() {
    List<Span<R>> rest = new ArrayList<>();
    for (int from = firstLeft(0); from < size(); from = firstLeft(0)) {
      int end = taken == null ? -1 : taken.nextSetBit(from);
      rest.add(take(from, end < 0 ? size() : end));
    }
    return rest;
  }
}
