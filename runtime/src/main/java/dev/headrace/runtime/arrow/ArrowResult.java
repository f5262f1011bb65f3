package dev.headrace.runtime.arrow;

import java.util.ArrayList;
import java.util.List;

/**
 * A column that was written, waiting for room: the receiver asks for {@link #sizes()}, allocates buffers of its own and
 * has them filled by {@link #copyTo}. So the column's memory is the receiver's from the start, and nothing has to be
 * released.
 */
public final class ArrowResult {
  private final int rows;
  private final List<Buffers> buffers = new ArrayList<>();

  ArrowResult(Writer<?> writer) {
    rows = writer.count();
    writer.collectAll(buffers);
  }

  /**
   * The number of rows.
   *
   * @return at least 0
   */
  public int rows() {
    return rows;
  }

  /**
   * The sizes of all buffers in bytes, depth first: per array its validity (0: none, there are no nulls), its offsets,
   * its data, then the buffers of its children.
   *
   * @return one size per buffer
   */
  public long[] sizes() {
    return buffers.stream().mapToLong(Buffers::size).toArray();
  }

  /**
   * Copies the buffers out.
   *
   * @param addresses one for every size, each with that much room; ignored where the size is 0
   */
  public void copyTo(long[] addresses) {
    if (addresses.length != buffers.size()) {
      throw new ArrowException(addresses.length + " addresses for " + buffers.size()
          + " buffers: the column has another type than its codec");
    }
    for (int i = 0; i < addresses.length; i++) {
      if (buffers.get(i).size() > 0) {
        buffers.get(i).copyTo(addresses[i]);
      }
    }
  }
}
