package dev.headrace.processor.behaviour;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended: with a value, or with a failure. Any two failures are equal, as each way of calling has its own words and one
 * of several steps that fail is the first; but what one step throws is the same everywhere.
 */
final class Ending {
  private final @Nullable Object value;
  private final @Nullable Throwable failure;

  private Ending(@Nullable Object value, @Nullable Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  static Ending of(Callable<?> call) {
    try {
      return new Ending(call.call(), null);
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable failure) {
      return new Ending(null, failure);
    }
  }

  @SuppressWarnings("NullAway") // null is a value here
  Object orThrow() {
    if (failure != null) {
      throw Reflection.<RuntimeException>sneaky(failure);
    }
    return value;
  }

  @Nullable
  Object value() {
    return value;
  }

  @Nullable
  Throwable failure() {
    return failure;
  }

  private boolean isAlike(Ending other) {
    if (failure == null || other.failure == null) {
      return failure == other.failure;
    }
    Throwable cause = cause(failure);
    Throwable otherCause = cause(other.failure);
    boolean isSame = Objects.equals(cause.getMessage(), otherCause.getMessage());
    return !isSame || cause.getClass() == otherCause.getClass();
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause(cause);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ending o
        && isAlike(o)
        && Objects.equals(Plain.of(value), Plain.of(o.value));
  }

  @Override
  public int hashCode() {
    return Objects.hash(Plain.of(value), failure == null);
  }

  @Override
  public String toString() {
    return failure == null ? "value " + Plain.of(value) : "failure " + failure;
  }
}
