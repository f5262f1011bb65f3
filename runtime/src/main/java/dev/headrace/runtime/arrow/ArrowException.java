package dev.headrace.runtime.arrow;

/** A column doesn't hold what its Java type needs, or a Java value has no place in its column. */
public final class ArrowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, with the names of record and field
   */
  public ArrowException(String message) {
    super(message);
  }

  ArrowException(String message, Throwable cause) {
    super(message, cause);
  }
}
