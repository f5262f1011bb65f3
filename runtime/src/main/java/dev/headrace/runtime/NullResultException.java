package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be null came out as null: a null element met a step that does not take nulls, so that the step
 * was not called.
 *
 * <p>The message names the row, too: {@code hits is null on row 3 (query = null), but its result cannot be null}.
 */
public final class NullResultException extends HeadraceException {
  private static final long serialVersionUID = 1;

  private final String entry;
  private final int row;

  /**
   * A row without a result.
   *
   * @param entry the entry or value whose result may not be null
   * @param row the row, counted from the first call of the chunk or stream
   */
  public NullResultException(String entry, int row) {
    this(entry, null, row, null);
  }

  /** With the component of the record that is null, if it is one, and the row, or the element of it, as a person would name it. */
  NullResultException(String entry, @Nullable String component, int row, @Nullable String element) {
    super(
        entry + (component == null ? "" : "." + component) + " is null on row " + row
            + (element == null ? "" : " (" + element + ")")
            + (component == null
                ? ", but its result cannot be null. Fix: give it values that are not null, or make the result @Nullable or an Optional"
                : ", which is no component that may be null. Fix: give it values that are not null, or make the component @Nullable or an Optional"));
    this.entry = entry;
    this.row = row;
  }

  /** The entry or value whose result may not be null. */
  public String entry() {
    return entry;
  }

  /** The row: its position among the calls of the chunk or of the stream. */
  public int row() {
    return row;
  }
}
