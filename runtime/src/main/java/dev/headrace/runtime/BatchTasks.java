package dev.headrace.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a batch step is asked for, parted by what their batches must share.
 *
 * @param groups the elements of each part
 * @param keys what each part shares; none for a step without shared arguments
 * @param costs of all elements of the axis; null if they don't matter
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record BatchTasks(int[][] groups, List<SharedKey> keys, int @Nullable [] costs) {
  private static final BatchTasks NONE = new BatchTasks(new int[0][], List.of(), null);
  private static final BatchTasks ONE = new BatchTasks(new int[][] {{0}}, List.of(), null);

  /** Chooses the elements of rows that have not failed and that lack no argument. */
  static BatchTasks of(BatchStep<?, ?> step, Chunk<?> chunk, Axis axis, List<?>[] columns) {
    if (axis.size() == 1 && step.cost() == null && !step.hasShared()) {
      return !chunk.failed(axis, 0) && isComplete(step, columns, 0) ? ONE : NONE;
    }
    int[] sent = new int[axis.size()];
    int n = 0;
    int[] costs = step.cost() == null ? null : new int[axis.size()];
    for (int i = 0; i < axis.size(); i++) {
      if (!chunk.failed(axis, i)
          && isComplete(step, columns, i)
          && (costs == null || hasCost(costs, step, chunk, axis, columns, i))) {
        sent[n++] = i;
      }
    }
    if (n == 0) {
      return NONE;
    }
    int[] elements = n == sent.length ? sent : Arrays.copyOf(sent, n);
    if (!step.hasShared()) {
      return new BatchTasks(new int[][] {elements}, List.of(), costs);
    }
    Map<SharedKey, int[]> byKey = byKey(step, columns, elements);
    return new BatchTasks(byKey.values().toArray(int[][]::new), List.copyOf(byKey.keySet()), costs);
  }

  /** How many tasks that makes. */
  int size() {
    return groups.length;
  }

  /** What the elements of a part share, if batches must share something. */
  @Nullable
  SharedKey key(int part) {
    return keys.isEmpty() ? null : keys.get(part);
  }

  /** What each element of a part costs; null if that does not matter. */
  int @Nullable [] costs(int part) {
    int[] all = costs;
    return all == null ? null : Arrays.stream(groups[part]).map(i -> all[i]).toArray();
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

  private static boolean isComplete(BatchStep<?, ?> step, List<?>[] columns, int element) {
    for (int c = 0; c < columns.length; c++) {
      if (columns[c].get(element) == null && !step.isNullable(c)) {
        return false;
      }
    }
    return true;
  }

  private static Map<SharedKey, int[]> byKey(
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
    Map<SharedKey, int[]> arrays = new LinkedHashMap<>();
    groups.forEach((key, list) -> arrays.put(key, toArray(list)));
    return arrays;
  }

  private static int[] toArray(List<Integer> elements) {
    return elements.stream().mapToInt(Integer::intValue).toArray();
  }
}
