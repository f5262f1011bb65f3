package dev.headrace.runtime.internal;

/** Throws again what was thrown before. */
public final class Failing {
  private Failing() {}

  /** The failure as one that need not be declared; checked ones are wrapped. */
  public static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    return failure instanceof RuntimeException
        ? (RuntimeException) failure
        : new IllegalStateException(failure);
  }
}
