package dev.headrace.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The rows of a chunk that failed; the first failure of a row stands. Thread-safe. */
final class Failures {
  private final int rows;
  private volatile @Nullable AtomicReferenceArray<@Nullable HeadraceException>
      byRow; // most chunks never need it

  Failures(int rows) {
    this.rows = rows;
  }

  boolean has(int row) {
    AtomicReferenceArray<@Nullable HeadraceException> failures = byRow;
    return failures != null && failures.get(row) != null;
  }

  @Nullable
  HeadraceException get(int row) {
    AtomicReferenceArray<@Nullable HeadraceException> failures = byRow;
    return failures == null ? null : failures.get(row);
  }

  void add(int row, HeadraceException failure) {
    array().compareAndSet(row, null, failure);
  }

  private synchronized AtomicReferenceArray<@Nullable HeadraceException> array() {
    if (byRow == null) {
      byRow = new AtomicReferenceArray<>(rows);
    }
    return byRow;
  }
}
