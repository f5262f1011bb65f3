package dev.headrace.bulk;

import dev.headrace.runtime.ClosedException;
import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.NodeException;

/** Tells a row's own failures from those that every row would have. */
final class RowFailure {
  private RowFailure() {}

  static boolean is(HeadraceException failure) {
    return !(failure instanceof ConfigurationException
        || failure instanceof ClosedException
        || failure instanceof NodeException e
            && (e.row() == NodeException.BOUND || e.isNotBuilt()));
  }
}
