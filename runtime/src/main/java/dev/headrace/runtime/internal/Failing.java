package dev.headrace.runtime.internal;

/** What to do with a failure that cannot be handled here: throw it again, or log it. */
public final class Failing {
  private static final System.Logger LOG = System.getLogger("dev.headrace");

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

  /** Logs what should not happen; never throws, as others wait for what comes after it. */
  public static void log(String what, Throwable failure) {
    log(System.Logger.Level.ERROR, what, failure);
  }

  /** Logs a failure of users' code that concerns nobody else; never throws either. */
  public static void warn(String what, Throwable failure) {
    log(System.Logger.Level.WARNING, what, failure);
  }

  private static void log(System.Logger.Level level, String what, Throwable failure) {
    try {
      LOG.log(level, what, failure);
    } catch (Throwable e) {
      // the logger failed, or there is no memory
    }
  }
}
