package dev.headrace.runtime.arrow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Times as Arrow counts them. */
final class Times {
  private static final long NANOS = 1_000_000_000L;

  private Times() {}

  static long nanos(Instant instant) {
    return nanos(instant, instant.getEpochSecond(), instant.getNano(), "timestamp[ns]");
  }

  static long nanos(Duration duration) {
    return nanos(duration, duration.getSeconds(), duration.getNano(), "duration[ns]");
  }

  private static long nanos(Object value, long seconds, int nano, String type) {
    try {
      // below zero from the next second on: the smallest long has no second of its own
      return seconds < 0
          ? Math.addExact(Math.multiplyExact(seconds + 1, NANOS), nano - NANOS)
          : Math.addExact(Math.multiplyExact(seconds, NANOS), nano);
    } catch (ArithmeticException e) {
      throw new ArrowException(value + " is out of the range of " + type, e);
    }
  }

  static int days(LocalDate date) {
    if (date.toEpochDay() != (int) date.toEpochDay()) {
      throw new ArrowException(date + " is out of the range of date32");
    }
    return (int) date.toEpochDay();
  }
}
