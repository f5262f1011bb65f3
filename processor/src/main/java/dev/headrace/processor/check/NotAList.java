package dev.headrace.processor.check;

import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elements of something that has none. */
final class NotAList implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Problem.NotAList p : Problems.of(resolution, Problem.NotAList.class).toList()) {
      findings.add(finding(p.name(), p.type(), p.origin()));
    }
    for (Entry e : graph.entries()) { // also where nothing takes the elements
      e.parameters()
          .forEach(p -> check(graph, p.name(), p.type(), p.elements(), p.sourceOrigin(), findings));
    }
    graph
        .inputs()
        .forEach(i -> check(graph, i.name(), i.type(), i.elements(), i.elementsOrigin(), findings));
    for (Step s : graph.steps()) {
      s.forms()
          .forEach(n -> Shapes.value(graph.types(), n)
              .ifPresent(
                  t -> check(graph, n.value(), t, n.elements(), n.elementsOrigin(), findings)));
    }
    return findings;
  }

  private static void check(
      Graph graph,
      String name,
      JavaType type,
      Optional<Elements> elements,
      Origin origin,
      List<Finding> findings) {
    if (elements.isPresent()
        && !type.isUnresolved()
        && graph.types().element(type).isEmpty()) {
      findings.add(finding(name, type, origin));
    }
  }

  private static Finding finding(String name, JavaType type, Origin origin) {
    return Finding.error(
        "NotAList",
        origin,
        name + " has no elements: it is " + type.simple() + ".",
        List.of(),
        List.of(
            "make it a List, an array or an Optional.",
            "take it as it is: remove @Each or @Elements."));
  }
}
