package dev.headrace.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The rows of a chunk that failed; the first failure of a row stands. Thread-safe. */
final class Failures {
  private final AtomicReferenceArray<@Nullable HeadraceException> byRow;

  Failures(int rows) {
    this.byRow = new AtomicReferenceArray<>(rows);
  }

  @Nullable
  HeadraceException get(int row) {
    return byRow.get(row);
  }

  void add(int row, HeadraceException failure) {
    byRow.compareAndSet(row, null, failure);
  }
}
