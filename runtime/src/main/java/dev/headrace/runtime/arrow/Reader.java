package dev.headrace.runtime.arrow;

import org.jspecify.annotations.Nullable;

/** Reads the values of one column by row. */
interface Reader<T> {
  /** The value of row {@code i}, null where the column is. */
  @Nullable
  T get(int i);
}
