package dev.headrace.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a batch step is asked for, parted by what their batches must share.
 *
 * @param groups the elements to send; by their shared arguments, which is null for a step without
 * @param costs of all elements of the axis; null if they don't matter
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record BatchTasks(Map<@Nullable SharedKey, int[]> groups, int @Nullable [] costs) {
  /** Chooses the elements of rows that have not failed and that lack no argument. */
  static BatchTasks of(BatchStep<?, ?> step, Chunk<?> chunk, Axis axis, List<?>[] columns) {
    int[] sent = new int[axis.size()];
    int n = 0;
    boolean[] required = required(step, columns.length);
    int[] costs = step.cost() == null ? null : new int[axis.size()];
    for (int i = 0; i < axis.size(); i++) {
      if (!chunk.failed(axis, i)
          && isComplete(required, columns, i)
          && (costs == null || hasCost(costs, step, chunk, axis, columns, i))) {
        sent[n++] = i;
      }
    }
    int[] elements = n == sent.length ? sent : Arrays.copyOf(sent, n);
    return new BatchTasks(
        n == 0
            ? Map.of()
            : step.hasShared()
                ? byKey(step, columns, elements)
                : Collections.singletonMap(null, elements),
        costs);
  }

  private static boolean hasCost(
      int[] costs, BatchStep<?, ?> step, Chunk<?> chunk, Axis axis, List<?>[] columns, int i) {
    CostFunction function = step.cost();
    try {
      Batch element = new BatchArguments(step.name(), List.of(columns), i, i + 1);
      costs[i] = function == null ? 0 : function.of(element);
      if (costs[i] < 0) {
        throw new IllegalArgumentException("its cost is " + costs[i] + ", which is below 0");
      }
      return true;
    } catch (Throwable e) {
      chunk.fail(axis, i, step.name(), e);
      return false;
    }
  }

  private static boolean[] required(BatchStep<?, ?> step, int columns) {
    boolean[] required = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      required[c] = !step.isNullable(c);
    }
    return required;
  }

  private static boolean isComplete(boolean[] required, List<?>[] columns, int element) {
    for (int c = 0; c < columns.length; c++) {
      if (required[c] && columns[c].get(element) == null) {
        return false;
      }
    }
    return true;
  }

  private static Map<@Nullable SharedKey, int[]> byKey(
      BatchStep<?, ?> step, List<?>[] columns, int[] elements) {
    Map<SharedKey, List<Integer>> groups = new LinkedHashMap<>();
    SharedKey last = null;
    List<Integer> group = List.of();
    for (int element : elements) {
      if (last == null || !last.isSame(step, columns, element)) {
        last = SharedKey.of(step, columns, element);
        group = groups.computeIfAbsent(last, key -> new ArrayList<>());
      }
      group.add(element);
    }
    Map<@Nullable SharedKey, int[]> arrays = new LinkedHashMap<>();
    groups.forEach((key, list) -> arrays.put(key, toArray(list)));
    return arrays;
  }

  private static int[] toArray(List<Integer> elements) {
    return elements.stream().mapToInt(Integer::intValue).toArray();
  }
}
