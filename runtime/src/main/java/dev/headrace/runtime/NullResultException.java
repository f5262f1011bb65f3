package dev.headrace.runtime;

/**
 * A value that cannot be null came out as null: a null element met a step that does not take nulls, so that the step
 * was not called.
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
    super(entry + " is null on row " + row + ", but its result cannot be null."
        + " Fix: give it values that are not null, or make the result @Nullable or an Optional");
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
