package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An input, a resource or a bound value whose name the builder has for another. */
final class GeneratedNameClash implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (Input i : graph.inputs()) {
      add(i.name(), "input " + i.name(), i.origin(), names, findings);
    }
    for (Resource r : graph.resources()) {
      String what = "resource " + r.slot();
      add(r.slot(), what, r.origin(), names, findings);
      add(r.slot() + "Spec", what, r.origin(), names, findings);
      add(r.slot() + "MaxConcurrency", what, r.origin(), names, findings);
    }
    graph.steps().forEach(s -> {
      String what = "step " + s.value();
      Origin origin = s.first().origin();
      boolean bound = resolution.flows().stream()
          .anyMatch(f -> f.values().containsKey(s.value()) && f.value(s.value()).bound());
      if (bound && graph.input(s.value()).isEmpty()) {
        add(s.value(), what, origin, names, findings);
      }
      add(s.value() + "Step", what, origin, names, findings);
      add(s.value() + "MaxBatchSize", what, origin, names, findings);
    });
    return findings;
  }

  private static void add(
      String name, String what, Origin origin, Map<String, String> names, List<Finding> findings) {
    String first = names.putIfAbsent(name, what);
    if (first != null && !first.equals(what)) {
      findings.add(Finding.error(
          "GeneratedNameClash",
          origin,
          "The " + what + " and the " + first + " would both be called " + name
              + " in generated code.",
          List.of(),
          List.of("give one of them another name.")));
    }
  }
}
