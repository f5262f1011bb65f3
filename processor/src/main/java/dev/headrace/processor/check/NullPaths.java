package dev.headrace.processor.check;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How null gets into values: from where, and by which others. */
final class NullPaths {
  private NullPaths() {}

  /** The way for each value that may be null, by its id. */
  static Map<String, List<String>> of(Flow flow) {
    Map<String, List<String>> paths = new HashMap<>();
    for (Value value : flow.values().values()) {
      path(flow, value, paths);
    }
    return paths;
  }

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
