package dev.headrace.runtime;

import dev.headrace.runtime.internal.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A step failed on one element, on a whole batch, or while a bound value was built.
 *
 * <p>The message names the step, the row and the element: {@code queryTokens failed on row 3 (query = Query[id=7]):
 * IllegalArgumentException: boom}. What the step threw is the cause.
 */
public final class NodeException extends HeadraceException {
  private static final long serialVersionUID = 1;

  /** The row of a bound value, which belongs to no call. */
  public static final int BOUND = -1;

  private final String node;
  private final int row;
  private final @Nullable String element;
  private final boolean notBuilt;

  /**
   * A step that threw.
   *
   * @param node the step
   * @param row the row, counted from the first call of the chunk or stream, or {@link #BOUND}
   * @param element the element as a person would name it, already cut to a readable length
   * @param cause what the step threw
   */
  public NodeException(String node, int row, @Nullable String element, Throwable cause) {
    this(node, row, element, Shown.failure(cause), cause, false);
  }

  /** A step whose resource could not be built. */
  NodeException(
      String node, int row, @Nullable String element, String reason, @Nullable Throwable cause) {
    this(node, row, element, reason, cause, true);
  }

  private NodeException(
      String node,
      int row,
      @Nullable String element,
      String reason,
      @Nullable Throwable cause,
      boolean notBuilt) {
    super(node + " failed" + place(row, element) + ": " + reason, cause);
    this.node = node;
    this.row = row;
    this.element = element;
    this.notBuilt = notBuilt;
  }

  /**
   * A step that did not throw but broke its contract, such as a batch of the wrong size.
   *
   * @param node the step
   * @param row the row, or {@link #BOUND}
   * @param message the whole message
   */
  public NodeException(String node, int row, String message) {
    super(message);
    this.node = node;
    this.row = row;
    this.element = null;
    this.notBuilt = false;
  }

  /** The step, by the name of its value. */
  public String node() {
    return node;
  }

  /** The row: its position among the calls of the chunk or of the stream; {@link #BOUND} for a bound value. */
  public int row() {
    return row;
  }

  /** The element that the step failed on, such as {@code query = Query[id=7]}; null where none is known. */
  public @Nullable String element() {
    return element;
  }

  /** Whether it was no fault of the element's: the step's resource could not be built. */
  public boolean isNotBuilt() {
    return notBuilt;
  }

  private static String place(int row, @Nullable String element) {
    return (row == BOUND ? "" : " on row " + row) + (element == null ? "" : " (" + element + ")");
  }

  /** The same failure, of a value that is no row of a call. */
  static NodeException ofBound(NodeException failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? new NodeException(failure.node, BOUND, String.valueOf(failure.getMessage()))
        : new NodeException(failure.node, BOUND, failure.element, cause);
  }
}
