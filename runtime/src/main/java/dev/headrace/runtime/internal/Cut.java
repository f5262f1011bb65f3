package dev.headrace.runtime.internal;

import java.util.List;

/**
 * The elements of one batch, in order of arrival.
 *
 * @param <R> the type of the resource's instances
 * @param spans whose elements, at least one; never empty themselves. Whoever ends the batch may change the list
 * @param size how many
 * @param limit of its lane
 * @param arrivalNanos when the oldest arrived
 * @param cutNanos when it was cut
 */
public record Cut<R>(
    List<Span<R>> spans, int size, BatchLimit limit, long arrivalNanos, long cutNanos) {
  /** Runs it; the result tells the requests that it has ended. Never throws. */
  public Runnable run(R instance) {
    try {
      return spans.get(0).request().run(instance, this);
    } catch (Throwable e) { // no memory to begin, or to tell of the end
      Span.abandon(spans, e);
      return () -> {};
    }
  }
}
