package dev.headrace.runtime;

import java.util.Objects;

/**
 * How many calls of an executor may be under way, not counting streams, which have bounds of their own.
 *
 * @param most at least 1
 * @param whenFull what becomes of one more
 */
public record CallLimit(int most, WhenFull whenFull) {
  /** No limit. */
  public static final CallLimit NONE = new CallLimit(Integer.MAX_VALUE, WhenFull.BLOCK);

  /** Checks both. */
  public CallLimit {
    Objects.requireNonNull(whenFull, "whenFull");
    if (most < 1) {
      throw new IllegalArgumentException("at most " + most + " calls");
    }
  }
}
