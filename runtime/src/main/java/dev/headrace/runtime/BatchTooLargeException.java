package dev.headrace.runtime;

/**
 * Thrown by a resource or a batch step: this batch does not fit, smaller ones might. The batch is run again in order,
 * in pieces of half its size, before anything that waits, and later batches of the step keep to that limit. After 64
 * batches that went well at the limit it is raised by an eighth; should that fail, it goes back, and the next attempt takes
 * twice as many. {@link BatchTooLargeSign} lets other failures mean the same.
 */
public final class BatchTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A batch that does not fit. */
  public BatchTooLargeException() {
    super();
  }

  /**
   * A batch that does not fit.
   *
   * @param message why
   */
  public BatchTooLargeException(String message) {
    super(message);
  }

  /**
   * A batch that does not fit.
   *
   * @param message why
   * @param cause what said so, such as an out-of-memory error of the device
   */
  public BatchTooLargeException(String message, Throwable cause) {
    super(message, cause);
  }
}
