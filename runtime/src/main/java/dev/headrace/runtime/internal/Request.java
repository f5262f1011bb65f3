package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements that wait for a batch: what one call of a step asks for. Requests of equal lanes may share batches. Most are
 * of one call's only row, so this holds what changes, and the rest is asked for.
 *
 * @param <R> the type of the resource's instances
 */
public abstract class Request<R> implements Span<R> {
  // Guarded by the queue's lock.
  private int begun; // elements before this one are in some batch, or given up
  private @Nullable BitSet taken; // so are these
  private int left;
  private double tag;
  private Shares.@Nullable Share share;
  long arrivalNanos;

  @Nullable
  Request<R> next; // in its line; in the inbox the one that came before it

  protected Request(int size) {
    this.left = size;
  }

  /** What requests must have in common to share a batch. */
  protected abstract Object lane();

  /** How large batches may be; the same for equal lanes. */
  protected abstract BatchLimit limit();

  /** Who asks. */
  protected abstract Flow flow();

  /** What each element weighs; null if that does not matter. */
  protected int @Nullable [] costs() {
    return null;
  }

  @Override
  public final Request<R> request() {
    return this;
  }

  @Override
  public final int from() {
    return 0;
  }

  @Override
  public final int to() {
    return size();
  }

  /** What its flow has had before its next element. */
  final double tag() {
    return tag;
  }

  /** It waits from now on. */
  protected final void waitsFrom(long nanos) {
    arrivalNanos = nanos;
  }

  /** It comes to its lane. */
  final void arrived(Shares shares) {
    Flow flow = flow();
    Shares.Share mine = shares.of(flow);
    int counted = flow.isOrdered() ? size() : Math.min(size(), limit().size());
    tag = shares.arrived(mine, counted * limit().returns().elementNanos());
    share = mine;
    limit().returns().arrived(arrivalNanos, size());
  }

  /** Whether it has come to its lane. */
  final boolean hasArrived() {
    return share != null;
  }

  /** Some of its elements go to an instance for so long. */
  final void served(double nanos) {
    if (share != null) {
      tag = share.served(tag, nanos);
    }
  }

  /** Whether its elements weigh something. */
  final boolean hasCosts() {
    return costs() != null;
  }

  final int cost(int element) {
    int[] costs = costs();
    return costs == null ? 0 : costs[element];
  }

  /** How many elements are in no batch yet. */
  final int left() {
    return left;
  }

  /** The first element from there on that is in no batch yet; the size if there is none. */
  final int firstLeft(int from) {
    int first = Math.max(from, begun);
    return taken == null ? first : Math.min(size(), taken.nextClearBit(first));
  }

  /** Puts elements into a batch. */
  final Span<R> take(int from, int to) {
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

  /** Takes all that are in no batch yet. */
  final List<Span<R>> takeRest() {
    List<Span<R>> rest = new ArrayList<>();
    for (int from = firstLeft(0); from < size(); from = firstLeft(0)) {
      int end = taken == null ? -1 : taken.nextSetBit(from);
      rest.add(take(from, end < 0 ? size() : end));
    }
    return rest;
  }

  /**
   * Runs a whole batch, of which this request has the first elements. Must not throw. Returns what tells the requests
   * that it has ended: the instance's slot is freed before that.
   */
  protected abstract Runnable run(R instance, Cut<R> cut);

  /** Elements will never run: their results stay null, and they fail if there is a cause. */
  protected abstract void abandon(int from, int to, @Nullable Throwable cause);
}
