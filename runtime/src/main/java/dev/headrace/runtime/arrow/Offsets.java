package dev.headrace.runtime.arrow;

import java.util.List;

/**
 * The writer of a list: offsets, then the items. Whoever extends it appends the items of a value and calls {@link
 * #end}.
 */
abstract class Offsets<T> extends Writer<T> {
  private final Segments offsets = new Segments();
  private long end;

  Offsets() {
    offsets.putLong(0);
  }

  /** Ends a list of that many items. */
  final void end(int items) {
    end += items;
    offsets.putLong(end);
  }

  /** Adds the buffers of the items. */
  abstract void collectItems(List<Buffers> into);

  @Override
  final void blank() {
    end(0);
  }

  @Override
  final void collect(List<Buffers> into) {
    into.add(offsets);
    collectItems(into);
  }
}
