package dev.headrace.runtime.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that lies in one batch; a request is itself the whole of it.
 *
 * @param <R> the type of the resource's instances
 */
public interface Span<R> {
  Request<R> request();

  /** The first element. */
  int from();

  /** The end, exclusive. */
  int to();

  /** How many. */
  int size();

  /** These will never run. */
  static <R> void abandon(List<Span<R>> spans, @Nullable Throwable cause) {
    for (Span<R> span : spans) {
      try {
        span.request().abandon(span.from(), span.to(), cause);
      } catch (Throwable e) {
        Failing.log("a call could not be given up", e);
      }
    }
  }
}
