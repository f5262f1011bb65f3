package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One Arrow array, read where it lies: a borrowed {@code struct ArrowArray} of the <a
 * href="https://arrow.apache.org/docs/format/CDataInterface.html">Arrow C data interface</a>.
 *
 * <p>Offsets are honoured, so that slices are read in place, at any nesting. The memory belongs to the caller, who must
 * keep it until reading is over; nothing here releases it. Not thread-safe.
 */
public final class Column {
  /**
   * The fields of {@code struct ArrowArray} that are read: length, null_count, offset, n_buffers, n_children, buffers,
   * children.
   */
  private static final int FIELDS = 7;

  private final int length;
  private final long offset;
  private final long[] buffers;
  private final long[] children;
  private final @Nullable ByteBuffer validity;
  private final int validityShift;
  private @Nullable LongBuffer offsets;
  private long first;

  private Column(long[] struct, long offset, long length) {
    this.length = Math.toIntExact(length);
    this.offset = offset;
    this.buffers = NativeMemory.longs(struct[5], struct[3]);
    this.children = NativeMemory.longs(struct[6], struct[4]);
    boolean nullable = struct[1] != 0 && length > 0 && buffers.length > 0 && buffers[0] != 0;
    this.validityShift = (int) (offset & 7);
    this.validity = nullable
        ? NativeMemory.view(buffers[0] + (offset >> 3), (validityShift + length + 7) >> 3)
        : null;
  }

  /**
   * The column at an address.
   *
   * @param address of a {@code struct ArrowArray}, borrowed
   * @return a view of it
   */
  public static Column at(long address) {
    long[] struct = NativeMemory.longs(address, FIELDS);
    return new Column(struct, struct[2], struct[0]);
  }

  /**
   * The number of rows.
   *
   * @return at least 0
   */
  public int length() {
    return length;
  }

  /**
   * Whether a row is null.
   *
   * @param row from 0
   * @return true if it is
   */
  public boolean isNull(int row) {
    if (validity == null) {
      return false;
    }
    int bit = validityShift + row;
    return (validity.get(bit >> 3) >> (bit & 7) & 1) == 0;
  }

  /** Whether there is any null in {@code [from, to)}. */
  boolean anyNull(int from, int to) {
    if (validity != null) {
      for (int i = from; i < to; i++) {
        if (isNull(i)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Fails unless this is an array of that many buffers and children: the last guard before memory is read as something
   * it isn't.
   */
  Column shaped(String type, int buffers, int children) {
    if (this.buffers.length != buffers || this.children.length != children) {
      throw new ArrowException(
          "not a column of " + type + ": " + this.buffers.length + " buffers and "
              + this.children.length + " children instead of " + buffers + " and " + children);
    }
    return this;
  }

  /** A struct's field, on the rows of the struct. */
  Column field(int index) {
    long[] struct = NativeMemory.longs(children[index], FIELDS);
    return new Column(struct, struct[2] + offset, length);
  }

  /**
   * The elements of all lists from the first row's to the last row's; those of row {@code i} are {@code [start(i),
   * start(i + 1))}.
   */
  Column items() {
    long[] struct = NativeMemory.longs(children[0], FIELDS);
    return new Column(struct, struct[2] + first(), start(length));
  }

  /** Where row {@code i} begins among the items or the bytes of this column. */
  int start(int i) {
    // an empty array may have no offsets at all
    return length == 0 ? 0 : Math.toIntExact(offsets().get(i) - first);
  }

  private long first() {
    return length == 0 ? 0 : offsets().get(0);
  }

  private LongBuffer offsets() {
    LongBuffer view = offsets;
    if (view == null) {
      view = NativeMemory.view(buffers[1] + offset * Long.BYTES, (length + 1L) * Long.BYTES)
          .asLongBuffer();
      first = view.get(0);
      offsets = view;
    }
    return view;
  }

  /**
   * The bytes of all rows of a string or binary column; those of row {@code i} are {@code [start(i), start(i + 1))}.
   */
  ByteBuffer bytes() {
    return NativeMemory.view(buffers[2] + first(), start(length));
  }

  /** The values of a fixed-width column, row 0 first. */
  ByteBuffer values(int width) {
    return NativeMemory.view(buffers[1] + offset * width, (long) length * width);
  }

  /** The bits of a boolean column as bytes; row {@code i} is bit {@code bitOf(i)}. */
  ByteBuffer bits() {
    return NativeMemory.view(
        buffers[1] + (offset >> 3), length == 0 ? 0 : (validityShift + length + 7) >> 3);
  }

  int bitOf(int row) {
    return validityShift + row;
  }
}
