package dev.headrace.bulk;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a bulk run come from. It gives the same rows in the same order each time it is read, and can start
 * in the middle.
 *
 * @param <A> the type of the rows: the argument of the entry
 */
public interface Source<A> {
  /**
   * What tells this input from another, such as its path, size and time of change. A run is only resumed if it is equal.
   *
   * @throws IOException if the input is not there
   */
  String fingerprint() throws IOException;

  /**
   * The position after the last row, in the units of {@link Reader#position}: for the time left.
   *
   * @return a position, or -1 if it is not known
   * @throws IOException if the input is not there
   */
  long end() throws IOException;

  /**
   * Starts to read.
   *
   * @param position where: 0, or what {@link Reader#position} said after some row
   * @return the rows from there
   * @throws IOException if it cannot be read
   */
  Reader<A> open(long position) throws IOException;

  /**
   * Rows, one after the other. Used by one thread.
   *
   * @param <A> the type of the rows
   */
  interface Reader<A> extends Closeable {
    /**
     * The next row.
     *
     * @return the row, or null at the end
     * @throws IOException if the input fails; a row that is malformed is a row that {@link Row#unreadable} says so of
     */
    @Nullable
    Row<A> next() throws IOException;

    /** Where the row after the last one begins; it only grows. */
    long position();
  }

  /**
   * One row of the input.
   *
   * @param <A> the type of the value
   * @param value the value; null if it is unreadable
   * @param text what stands there instead of a value; null if that cannot be shown
   * @param unreadable why there is no value; null if there is one
   */
  record Row<A>(
      @Nullable A value, @Nullable String text, @Nullable Exception unreadable) {
    /**
     * A row that could be read.
     *
     * @param value its value
     * @param <A> the type of the value
     */
    public static <A> Row<A> of(A value) {
      return new Row<>(value, null, null);
    }

    /**
     * A row that could not be read. It goes to the failed rows, and the run goes on.
     *
     * @param text what stands there; null if that cannot be shown
     * @param why what is wrong with it
     * @param <A> the type that the value would have
     */
    public static <A> Row<A> unreadable(@Nullable String text, Exception why) {
      return new Row<>(null, text, why);
    }
  }
}
