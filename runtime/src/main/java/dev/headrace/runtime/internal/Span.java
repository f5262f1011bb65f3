package dev.headrace.runtime.internal;

/**
 * The part of a request that lies in one batch.
 *
 * @param <R> the type of the resource's instances
 * @param from the first element
 * @param to the end, exclusive
 */
public record Span<R>(Request<R> request, int from, int to) {
  public int size() {
    return to - from;
  }
}
