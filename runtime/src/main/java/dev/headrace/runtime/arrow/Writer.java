package dev.headrace.runtime.arrow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Arrow array, value by value. Its buffers come depth first: validity, then its own, then those of its
 * children.
 */
abstract class Writer<T> {
  private @Nullable Bits validity;
  private int count;

  /** Appends a value that is there. */
  abstract void value(T value);

  /** Appends whatever stands in the place of a null. */
  abstract void blank();

  /** Adds the buffers after the validity. */
  abstract void collect(List<Buffers> into);

  final void put(@Nullable T value) {
    if (value == null) {
      blank();
    } else {
      value(value);
    }
    mark(value != null);
  }

  /** The number of values so far. */
  final int count() {
    return count;
  }

  /** Adds all buffers. */
  void collectAll(List<Buffers> into) {
    into.add(validity == null ? Buffers.NONE : validity);
    collect(into);
  }

  private void mark(boolean present) {
    if (!present && validity == null) {
      // most columns have no nulls, and then need no bitmap
      validity = new Bits();
      for (int i = 0; i < count; i++) {
        validity.put(true);
      }
    }
    if (validity != null) {
      validity.put(present);
    }
    count++;
  }
}
