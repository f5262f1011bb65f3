package dev.headrace.runtime.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
  private final int @Nullable [] costs;
  private final Flow flow;

  // Guarded by the queue's lock.
  private int next; // elements before this one are in some batch, or given up
  private @Nullable BitSet taken; // so are these
  private int left;
  private double tag;
  private Shares.@Nullable Share share;
  long arrivalNanos;

  @Nullable
  Request<R> before; // in the inbox: the one that came before it

  protected Request(Object lane, BatchLimit limit, int size, int @Nullable [] costs, Flow flow) {
    this.flow = flow;
    this.lane = lane;
    this.limit = limit;
    this.size = size;
    this.costs = costs;
    this.left = size;
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

  final Flow flow() {
    return flow;
  }

  /** What its flow has had before its next element. */
  final double tag() {
    return tag;
  }

  /** It comes to its lane. */
  final void arrived(Shares shares) {
    Shares.Share mine = shares.of(flow);
    int counted = flow.isOrdered() ? size : Math.min(size, limit.size());
    tag = shares.arrived(mine, counted * limit.returns().elementNanos());
    share = mine;
    limit.returns().arrived(arrivalNanos, size);
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
    return costs != null;
  }

  final int cost(int element) {
    return costs == null ? 0 : costs[element];
  }

  /** How many elements are in no batch yet. */
  final int left() {
    return left;
  }

  /** The first element from there on that is in no batch yet; the size if there is none. */
  final int firstLeft(int from) {
    int first = Math.max(from, next);
    return taken == null ? first : Math.min(size, taken.nextClearBit(first));
  }

  /** Puts elements into a batch. */
  final Span<R> take(int from, int to) {
    left -= to - from;
    if (from == next) {
      next = to;
      next = firstLeft(to);
    } else {
      if (taken == null) {
        taken = new BitSet(size);
      }
      taken.set(from, to);
    }
    return new Span<>(this, from, to);
  }

  /** Takes all that are in no batch yet. */
  final List<Span<R>> takeRest() {
    List<Span<R>> rest = new ArrayList<>();
    for (int from = firstLeft(0); from < size; from = firstLeft(0)) {
      int end = taken == null ? -1 : taken.nextSetBit(from);
      rest.add(take(from, end < 0 ? size : end));
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
