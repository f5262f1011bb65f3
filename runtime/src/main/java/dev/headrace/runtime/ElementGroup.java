package dev.headrace.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements that a batch step is asked for, and whose batches have something in common if they must.
 *
 * @param elements their positions on the axis
 * @param costs what each of them costs; null if that does not matter
 * @param lane the step and what they share; null for a step without shared arguments
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ElementGroup(
    Axis axis, int[] elements, int @Nullable [] costs, BatchStep.@Nullable LaneKey lane) {
  private static final List<ElementGroup> ONE_ROW =
      List.of(new ElementGroup(Axis.rows(1), new int[] {0}, null, null)); // most calls

  /** The elements of rows that have not failed and that lack no argument. */
  static List<ElementGroup> of(BatchStep<?, ?> step, Chunk<?> chunk, Axis axis, List<?>[] columns) {
    if (axis == Axis.rows(1) && step.cost() == null && !step.hasShared()) {
      return !chunk.failed(axis, 0) && isComplete(step, columns, 0) ? ONE_ROW : List.of();
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
      return List.of();
    }
    int[] elements = n == sent.length ? sent : Arrays.copyOf(sent, n);
    if (!step.hasShared()) {
      return List.of(new ElementGroup(axis, elements, costs(costs, elements), null));
    }
    List<ElementGroup> groups = new ArrayList<>();
    byKey(step, chunk, axis, columns, elements).forEach((key, list) -> {
      int[] some = list.stream().mapToInt(Integer::intValue).toArray();
      groups.add(
          new ElementGroup(axis, some, costs(costs, some), new BatchStep.LaneKey(step, key)));
    });
    return groups;
  }

  private static int @Nullable [] costs(int @Nullable [] all, int[] elements) {
    return all == null ? null : Arrays.stream(elements).map(i -> all[i]).toArray();
  }

  private static boolean hasCost(
      int[] costs, BatchStep<?, ?> step, Chunk<?> chunk, Axis axis, List<?>[] columns, int i) {
    CostFunction function = step.cost();
    try {
      Batch element = new BatchArguments(step.name(), columns, i, i + 1);
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

  private static Map<SharedKey, List<Integer>> byKey(
      BatchStep<?, ?> step, Chunk<?> chunk, Axis axis, List<?>[] columns, int[] elements) {
    Map<SharedKey, List<Integer>> groups = new LinkedHashMap<>();
    SharedKey last = null;
    List<Integer> group = List.of();
    for (int element : elements) {
      if (last == null || !last.isSame(step, columns, element)) {
        try {
          last = SharedKey.of(step, columns, element);
        } catch (Throwable e) { // the data's hashCode
          chunk.fail(axis, element, step.name(), e);
          continue;
        }
        group = groups.computeIfAbsent(last, key -> new ArrayList<>());
      }
      group.add(element);
    }
    return groups;
  }
}
