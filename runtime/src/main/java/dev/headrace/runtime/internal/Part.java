package dev.headrace.runtime.internal;

/**
 * Some of a request's elements.
 *
 * @param <R> the type of the resource's instances
 */
record Part<R>(Request<R> request, int from, int to) implements Span<R> {
  @Override
  public int size() {
    return to - from;
  }
}
