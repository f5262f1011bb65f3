package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * How large the batches of a step may be.
 *
 * @param most elements in a batch
 * @param delayMicros how long the oldest element may wait for company
 * @param cost what an element weighs; null for a step that only counts
 * @param mostCost of a batch of more than one element
 * @param padded whether a batch costs its size times its largest element, rather than the sum
 */
record BatchSize(
    int most, long delayMicros, @Nullable CostFunction cost, long mostCost, boolean padded) {
  static final BatchSize DEFAULT = new BatchSize(64, 0, null, Long.MAX_VALUE, false);

  BatchSize {
    require(most >= 1, "a batch of at most ", most);
    require(delayMicros >= 0, "a delay of ", delayMicros);
    require(mostCost >= 1, "a batch that costs at most ", mostCost);
  }

  private static void require(boolean holds, String what, long value) {
    if (!holds) {
      throw new IllegalArgumentException(what + value);
    }
  }

  BatchSize withMost(int size) {
    return new BatchSize(size, delayMicros, cost, mostCost, padded);
  }

  BatchSize withDelayMicros(long micros) {
    return new BatchSize(most, micros, cost, mostCost, padded);
  }

  BatchSize withCost(CostFunction function) {
    return new BatchSize(most, delayMicros, function, mostCost, padded);
  }

  BatchSize withMostCost(long limit) {
    return new BatchSize(most, delayMicros, cost, limit, padded);
  }

  BatchSize withPadded(boolean isPadded) {
    return new BatchSize(most, delayMicros, cost, mostCost, isPadded);
  }
}
