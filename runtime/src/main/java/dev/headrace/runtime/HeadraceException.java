package dev.headrace.runtime;

import dev.headrace.runtime.internal.Shown;
import org.jspecify.annotations.Nullable;

/** The root of what Headrace throws: a failed step, a missing configuration, a result that may not be null. */
public class HeadraceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A failure that nothing else caused.
   *
   * @param message what is wrong, with the user's names
   */
  public HeadraceException(String message) {
    super(Shown.encodable(message));
  }

  /**
   * A failure with its cause.
   *
   * @param message what is wrong, with the user's names
   * @param cause what was thrown beneath
   */
  public HeadraceException(String message, @Nullable Throwable cause) {
    super(Shown.encodable(message), cause);
  }

  /**
   * The same for the thread that throws it, whose stack it gets: it was made on the thread of an instance, where the stack
   * says nothing; what the step threw there is the cause. What several callers may have at a time is left as it is.
   */
  final HeadraceException thrownHere() {
    boolean isShared = this instanceof ConfigurationException
        || this instanceof ClosedException
        || this instanceof NodeException failure && failure.row() == NodeException.BOUND;
    if (!isShared) {
      fillInStackTrace();
    }
    return this;
  }
}
