package dev.headrace.runtime;

import java.util.List;

/**
 * What becomes of a call that fails.
 *
 * @param split whether a batch is cut in two until the elements at fault stand alone
 * @param retries how often it is made again
 * @param retryOn for which failures
 * @param timeoutMillis after which it has failed; 0 for never
 */
record OnFailure(
    boolean split, int retries, List<Class<? extends Throwable>> retryOn, long timeoutMillis) {
  static final OnFailure DEFAULT = new OnFailure(true, 0, List.of(Exception.class), 0);

  OnFailure {
    retryOn = List.copyOf(retryOn);
    if (retries < 0 || timeoutMillis < 0) {
      throw new IllegalArgumentException(retries + " retries, a timeout of " + timeoutMillis);
    }
  }

  OnFailure withSplit(boolean isSplit) {
    return new OnFailure(isSplit, retries, retryOn, timeoutMillis);
  }

  OnFailure withRetries(int most) {
    return new OnFailure(split, most, retryOn, timeoutMillis);
  }

  OnFailure withRetryOn(List<Class<? extends Throwable>> failures) {
    return new OnFailure(split, retries, failures, timeoutMillis);
  }

  OnFailure withTimeoutMillis(long millis) {
    return new OnFailure(split, retries, retryOn, millis);
  }

  /** Whether a failure is worth another try; an interrupt never is. */
  boolean isRetried(Throwable failure) {
    return retries > 0
        && !(failure instanceof InterruptedException)
        && retryOn.stream().anyMatch(type -> type.isInstance(failure));
  }
}
