package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts what depends on inputs and resources only, and is shared by all entries, from what changes from call to call. */
final class SplitBinding implements Pass {

  @Override
  public Plan apply(Plan plan) {
    Map<String, Value> bound = new LinkedHashMap<>();
    Map<String, Axis> axes = new LinkedHashMap<>();
    for (Flow flow : plan.flows()) {
      flow.values().values().stream()
          .filter(Value::bound)
          .forEach(v -> bound.putIfAbsent(v.id(), v));
      flow.axes().values().stream().filter(Axis::bound).forEach(a -> axes.putIfAbsent(a.id(), a));
    }
    return plan.withBound(bound, axes);
  }
}
