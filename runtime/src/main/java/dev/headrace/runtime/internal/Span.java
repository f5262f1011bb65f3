package dev.headrace.runtime.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** These will never run. */
  static <R> void abandon(List<Span<R>> spans, @Nullable Throwable cause) {
    for (Span<R> span : spans) {
      span.request().abandon(span.from(), span.to(), cause);
    }
  }
}
