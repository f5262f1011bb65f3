package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An input, or a parameter of an entry, that nothing takes. */
final class UnusedInput implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    Set<String> used = new HashSet<>();
    resolution.flows().forEach(f -> used.addAll(f.values().keySet()));
    graph.resources().forEach(r -> r.settings().forEach(s -> used.add(s.name())));
    graph.inputs().stream()
        .filter(i -> !used.contains(i.name()))
        .forEach(i -> findings.add(Finding.warning(
            "UnusedInput",
            i.origin(),
            "Nothing takes the input " + i.name() + ".",
            List.of(),
            List.of("let a step take it.", "remove it."))));
    for (Flow flow : resolution.flows()) {
      Entry entry = flow.entry();
      entry.parameters().stream()
          .filter(p -> !entry.generic() && !flow.values().containsKey(p.name()))
          .forEach(p -> findings.add(Finding.warning(
              "UnusedInput",
              p.origin(),
              "Nothing that entry " + entry.name() + " needs takes " + p.name() + ".",
              List.of(),
              List.of("let a step take it.", "remove it."))));
    }
    return findings;
  }
}
