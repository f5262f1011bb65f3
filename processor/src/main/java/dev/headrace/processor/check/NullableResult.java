package dev.headrace.processor.check;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An entry that cannot return null, and whose result may be. */
final class NullableResult implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.flows().stream().flatMap(NullableResult::check).toList();
  }

  private static Stream<Finding> check(Flow flow) {
    if (flow.result().isEmpty()
        || flow.entry().nullable()
        || flow.entry().result().qualified().startsWith("java.util.Optional<")) {
      return Stream.empty();
    }
    Map<String, List<String>> paths = new HashMap<>();
    for (Value value : flow.values().values()) {
      path(flow, value, paths);
    }
    List<String> path = paths.get(flow.result().get());
    return path == null
        ? Stream.empty()
        : Stream.of(Finding.warning(
            "NullableResult",
            flow.entry().origin(),
            "Entry " + flow.entry().name()
                + " may come to null, which it does not return: such a row fails.",
            List.of(String.join(" → ", path)),
            List.of(
                "mark the entry @Nullable.",
                "let a step take the null: mark its parameter @Nullable.")));
  }

  /** How null gets into the value: from where, and by which values. */
  private static void path(Flow flow, Value value, Map<String, List<String>> paths) {
    if (value instanceof Value.Argument a && a.parameter().nullable()) {
      paths.put(value.id(), List.of("@Nullable " + value.id()));
    } else if (value instanceof Value.BoundInput i && i.nullable()) {
      paths.put(value.id(), List.of("@Nullable " + value.id()));
    } else if (value instanceof Value.Computed c) {
      computed(c, paths);
    } else if (value instanceof Value.Component c && paths.containsKey(c.of())) {
      extend(paths, c.of(), c.id(), c.of() + "." + c.component());
    } else if (value instanceof Value.Collected c) {
      Axis outer = flow.axis(c.axes().get(0));
      if (!outer.optional() && paths.containsKey(outer.list())) { // of no value there is none
        extend(paths, outer.list(), c.id(), "@All(\"" + c.of() + "\")");
      }
    }
  }

  private static void computed(Value.Computed c, Map<String, List<String>> paths) {
    if (c.forms().stream().map(f -> f.node()).anyMatch(Node::nullable)) {
      paths.put(c.id(), List.of("@Nullable " + c.id()));
      return;
    }
    c.forms().stream()
        .flatMap(f -> f.operands().stream())
        .filter(o -> o.needsValue() && paths.containsKey(o.value().orElseThrow()))
        .findFirst()
        .ifPresent(o -> extend(paths, o.value().orElseThrow(), c.id(), c.id()));
  }

  private static void extend(
      Map<String, List<String>> paths, String from, String to, String shown) {
    List<String> path = new ArrayList<>(paths.getOrDefault(from, List.of()));
    path.add(shown);
    paths.put(to, List.copyOf(path));
  }
}
