package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A parameter with dots. */
final class Varargs implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Entry e : graph.entries()) {
      if (e.varargs()) {
        findings.add(finding(graph, "entry " + e.name(), e.parameters()));
      }
    }
    for (Step s : graph.steps()) {
      s.forms().stream()
          .filter(n -> n.modifiers().isVarargs())
          .forEach(
              (Node n) -> findings.add(finding(graph, "step " + n.reference(), n.parameters())));
    }
    return findings;
  }

  private static Finding finding(Graph graph, String of, List<Parameter> parameters) {
    Parameter last = parameters.get(parameters.size() - 1);
    JavaType one = ((JavaType.ArrayOf) last.type()).component();
    String type = one.simple();
    return Finding.error(
        "Varargs",
        last.origin(),
        "Parameter " + last.name() + " of " + of + " takes any number of " + type + ".",
        List.of("A parameter is one value."),
        List.of("declare it " + type + "[] " + last.name() + " or "
            + JavaType.Declared.listOf(graph.types().boxed(one)).simple() + " " + last.name()
            + "."));
  }
}
