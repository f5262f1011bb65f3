package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what no result is made of. It was resolved all the same: a name in {@code with}, {@code within} or {@code over}
 * stands for an axis alone.
 */
final class PruneEntries implements Pass {

  @Override
  public Plan apply(Plan plan) {
    return plan.withFlows(plan.flows().stream().map(PruneEntries::prune).toList());
  }

  private static Flow prune(Flow flow) {
    List<String> order = new ArrayList<>(flow.values().keySet());
    Set<String> needed = new LinkedHashSet<>();
    Set<String> opened = new LinkedHashSet<>();
    flow.result().ifPresent(needed::add);
    for (int i = order.size() - 1; i >= 0; i--) {
      Value value = flow.value(order.get(i));
      if (needed.contains(value.id())) {
        needed.addAll(Stage.needs(value, flow.axes()));
        opened.addAll(value.path());
        if (value instanceof Value.Collected c) {
          opened.addAll(c.axes());
        }
      }
    }
    Map<String, Value> values = new LinkedHashMap<>(flow.values());
    values.keySet().retainAll(needed);
    Map<String, Axis> axes = new LinkedHashMap<>(flow.axes());
    axes.keySet().retainAll(opened);
    return new Flow(
        flow.entry(), values, axes, flow.result(), flow.problems(), flow.reachedSteps());
  }
}
