package dev.headrace.runtime.daft;

import static java.util.stream.Collectors.joining;

import dev.headrace.runtime.Chunk;
import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.arrow.ArrowException;
import dev.headrace.runtime.arrow.Codec;
import dev.headrace.runtime.arrow.Column;
import dev.headrace.runtime.internal.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns that one call of a stage is given, in the order of its parameters. Borrowed: read them before the call
 * returns.
 */
public final class Columns {
  private final int rows;
  private final String row;
  private final long[] addresses;
  private final Map<String, @Nullable Object> element = new LinkedHashMap<>(); // of a call for one
  private final Map<Integer, NodeException> unreadable = new TreeMap<>();

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
   * Reads a column. A row that holds what its type can't fails: on its own where rows do, or else the call.
   *
   * @param index of the parameter, from 0
   * @param name of the column, for failures
   * @param codec of its type
   * @param <A> its type
   * @return its values, one per row; may hold nulls
   */
  public <A> List<A> read(int index, String name, Codec<A> codec) {
    if (addresses[index] == 0) {
      throw new ColumnLeftOut();
    }
    List<A> values = codec.read(Column.at(addresses[index]), (e, at) -> fail(name, at, e));
    if (values.size() != rows) {
      throw new IllegalArgumentException(
          "column '" + name + "' has " + values.size() + " rows instead of " + rows);
    }
    return values;
  }

  private void fail(String name, int at, ArrowException cause) {
    NodeException failure = new NodeException(name, at, describe(name, cause));
    if (!isolated) {
      throw failure;
    }
    unreadable.putIfAbsent(at, failure);
  }

  /** What is wrong with a value of a column. */
  static String describe(String name, ArrowException cause) {
    boolean direct = cause.path().isEmpty() || cause.path().startsWith("[");
    return "column '" + name + (direct ? "" : ".") + cause.path() + "': " + cause.problem();
  }

  /** Fails the rows of a chunk that could not be read, before it runs. */
  void refuseUnreadable(Chunk<?> chunk) {
    unreadable.forEach(chunk::refuse);
  }

  /**
   * The value of a column of one row.
   *
   * @param index of the parameter, from 0
   * @param name of the column, for failures
   * @param codec of its type
   * @return the value, of that type; may be null
   */
  public @Nullable Object get(int index, String name, Codec<?> codec) {
    Object value = read(index, name, codec).get(0);
    element.put(name, value);
    return value;
  }

  /**
   * The value of a column of one row of strings.
   *
   * @param index of the parameter, from 0
   * @param name of the column, for failures
   * @return the value; may be null
   */
  public @Nullable String string(int index, String name) {
    return (String) get(index, name, Codec.STRING);
  }

  /** What a call for one element was given, in words; null if it was given nothing. */
  @Nullable
  String element() {
    return element.isEmpty()
        ? null
        : Shown.cut(element.entrySet().stream()
            .map(e -> e.getKey() + " = " + Shown.value(e.getValue()))
            .collect(joining(", ")));
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
