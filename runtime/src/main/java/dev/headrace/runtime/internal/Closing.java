package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/** Closes what can be closed. */
public final class Closing {
  private Closing() {}

  /** Closes what a failure ends; what that throws is suppressed by the failure. */
  @SuppressWarnings("ReferenceEquality") // nothing suppresses itself
  public static void close(AutoCloseable value, Throwable failure) {
    try {
      value.close();
    } catch (Throwable e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Closes an {@link AutoCloseable}; a failure is logged, as whoever closes has more to close. */
  public static void close(String name, @Nullable Object value) {
    if (value instanceof AutoCloseable) {
      try {
        ((AutoCloseable) value).close();
      } catch (Throwable e) {
        Failing.warn(name + " could not be closed", e);
      }
    }
  }
}
