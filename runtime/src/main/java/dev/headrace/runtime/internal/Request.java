package dev.headrace.runtime.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements that wait for a batch: what one call of a step asks for. Requests of equal lanes may share batches. Most are
 * of one call's only element, which is why this is an interface: such a call is itself its request, and its future.
 * What the queue keeps in a request is guarded by the queue's lock.
 *
 * @param <R> the type of the resource's instances
 */
public interface Request<R> extends Span<R> {
  /** What requests must have in common to share a batch. */
  Object lane();

  /** How large batches may be; the same for equal lanes. */
  BatchLimit limit();

  /** Who asks. */
  Flow flow();

  /** What each element weighs; null if that does not matter. */
  default int @Nullable [] costs() {
    return null;
  }

  @Override
  default Request<R> request() {
    return this;
  }

  @Override
  default int from() {
    return 0;
  }

  @Override
  default int to() {
    return size();
  }

  /** The next one in its line; in the inbox the one that came before it. */
  @Nullable
  Request<R> next();

  /** Sets the next one. */
  void next(@Nullable Request<R> after);

  /** When it came. */
  long arrivalNanos();

  /** It comes, and waits from now on. */
  void arrivalNanos(long nanos);

  /** Whether it is in its lane, or was. */
  boolean isInLane();

  /** It comes to its lane. */
  void comesToLane();

  /** How many elements are in no batch yet. */
  int left();

  /** The first element from there on that is in no batch yet; the size if there is none. */
  int firstLeft(int from);

  /** Puts elements into a batch. */
  Span<R> take(int from, int to);

  /** Takes all that are in no batch yet. */
  List<Span<R>> takeRest();

  /** Whether its elements weigh something. */
  default boolean hasCosts() {
    return costs() != null;
  }

  /** What an element weighs. */
  default int cost(int element) {
    int[] costs = costs();
    return costs == null ? 0 : costs[element];
  }

  /**
   * Runs a whole batch, of which this request has the first elements. Must not throw. Returns what tells the requests
   * that it has ended: the instance's slot is freed before that.
   */
  Runnable run(R instance, Cut<R> cut);

  /** Elements will never run: their results stay null, and they fail if there is a cause. */
  void abandon(int from, int to, @Nullable Throwable cause);
}
