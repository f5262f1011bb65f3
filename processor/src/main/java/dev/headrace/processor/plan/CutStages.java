package dev.headrace.processor.plan;

import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One stage for each entry, and one for each kept bound value. */
final class CutStages implements Pass {

  @Override
  public Plan apply(Plan plan) {
    List<Stage> bound = new ArrayList<>();
    for (String id : plan.kept()) {
      bound.add(boundStage(plan, id));
    }
    List<Stage> calls = plan.flows().stream().map(f -> callStage(plan, f)).toList();
    return plan.withStages(bound, calls);
  }

  private static Stage boundStage(Plan plan, String output) {
    List<String> root = plan.rowsOf(output).map(List::of).orElse(List.of());
    return cut(plan, output, root, plan.bound(), plan.boundAxes(), List.of(), output, true);
  }

  private static Stage callStage(Plan plan, Flow flow) {
    Map<String, Value> values = new LinkedHashMap<>(flow.values());
    List<String> arguments =
        new ArrayList<>(); // an entry is called with all of them, needed or not
    for (Parameter p : flow.entry().parameters()) {
      values.putIfAbsent(p.name(), new Value.Argument(p.name(), p.type(), p));
      arguments.add(p.name());
    }
    return cut(
            plan,
            flow.entry().name(),
            List.of(),
            values,
            flow.axes(),
            arguments,
            flow.result().orElseThrow(),
            false)
        .asCall();
  }

  private static Stage cut(
      Plan plan,
      String name,
      List<String> root,
      Map<String, Value> values,
      Map<String, Axis> axes,
      List<String> arguments,
      String output,
      boolean computesBound) {
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> outside = new LinkedHashSet<>();
    Set<String> computed = new LinkedHashSet<>();
    List<String> order = List.copyOf(values.keySet());
    Set<String> needed = new LinkedHashSet<>(List.of(output));
    for (int i = order.size() - 1; i >= 0; i--) {
      String id = order.get(i);
      if (!needed.contains(id)) {
        continue;
      }
      Value value = java.util.Objects.requireNonNull(values.get(id), id);
      boolean isRow =
          !root.isEmpty() && value instanceof Value.Element e && e.path().equals(root);
      boolean kept =
          value.bound() && plan.kept().contains(id) && !(computesBound && id.equals(output));
      boolean onRows = !root.isEmpty() && Axis.begins(value.path(), root);
      if (isRow
          || value instanceof Value.Argument
          || kept && onRows && value.path().equals(root)) {
        inputs.add(id);
      } else if (kept && !onRows || value instanceof Value.BoundInput) {
        outside.add(id);
      } else {
        computed.add(id);
        needed.addAll(Stage.needs(value, axes));
      }
    }
    return new Stage(
        name,
        true,
        root,
        values,
        axes,
        arguments.isEmpty() ? inOrder(order, inputs) : arguments,
        inOrder(order, outside),
        inOrder(order, computed),
        List.of(output),
        Map.of(),
        List.of(),
        0);
  }

  private static List<String> inOrder(List<String> order, Set<String> ids) {
    Map<String, Integer> positions = new LinkedHashMap<>();
    order.forEach(id -> positions.put(id, positions.size()));
    return ids.stream().sorted(java.util.Comparator.comparing(positions::get)).toList();
  }
}
