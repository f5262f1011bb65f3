package dev.headrace.runtime.daft;

import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.arrow.Codec;
import dev.headrace.runtime.arrow.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that one call of a stage is given, in the order of its parameters. Borrowed: read them before the call
 * returns.
 */
public final class Columns {
  private final int rows;
  private final String row;
  private final long[] addresses;

  /** Whether a failing row is to become an outcome of its own, instead of failing the call. */
  final boolean isolated;

  Columns(int rows, String row, long[] addresses, boolean isolated) {
    this.rows = rows;
    this.row = row;
    this.addresses = addresses;
    this.isolated = isolated;
  }

  /**
   * The number of rows of every column.
   *
   * @return at least 1
   */
  public int rows() {
    return rows;
  }

  /**
   * Reads a column.
   *
   * @param index of the parameter, from 0
   * @param codec of its type
   * @param <A> its type
   * @return its values, one per row; may hold nulls
   */
  public <A> List<A> read(int index, Codec<A> codec) {
    if (addresses[index] == 0) {
      throw new ColumnLeftOut();
    }
    List<A> values = codec.read(Column.at(addresses[index]));
    if (values.size() != rows) {
      throw new IllegalArgumentException(
          "column " + index + " has " + values.size() + " rows instead of " + rows);
    }
    return values;
  }

  /**
   * The value of a column of one row.
   *
   * @param index of the parameter, from 0
   * @param codec of its type
   * @return the value, of that type; may be null
   */
  public @Nullable Object get(int index, Codec<?> codec) {
    return read(index, codec).get(0);
  }

  /**
   * The value of a column of one row of strings.
   *
   * @param index of the parameter, from 0
   * @return the value; may be null
   */
  public @Nullable String string(int index) {
    return read(index, Codec.STRING).get(0);
  }

  /**
   * The row that a call of the row-by-row program belongs to.
   *
   * @return a key, unique to run and row; empty for calls that aren't about one row
   */
  public String row() {
    return row;
  }

  /**
   * A column was left out, because what is built from it was thought to be there already. The caller asks again, with
   * all of them.
   */
  static final class ColumnLeftOut extends HeadraceException {
    private static final long serialVersionUID = 1L;

    ColumnLeftOut() {
      super("a column was left out");
    }
  }
}
