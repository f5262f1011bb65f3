package dev.headrace.processor.check;

import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Definition;
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
    Problems.of(resolution, Problem.NotAList.class)
        .filter(p -> isSaidHere(graph, p.name(), p.type()))
        .forEach(p -> findings.add(finding(graph, p.name(), p.type(), p.origin())));
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
        && isSaidHere(graph, name, type)
        && graph.types().element(type).isEmpty()) {
      findings.add(finding(graph, name, type, origin));
    }
  }

  /** Not of what is nowhere, nor of a collection that enters, which data cannot: there it is said what to make of it. */
  private static boolean isSaidHere(Graph graph, String name, JavaType type) {
    boolean isMade = graph.steps().stream().anyMatch(s -> s.value().equals(name));
    return !type.isUnresolved() && (isMade || !ColumnPath.isLikeAList(type));
  }

  private static Finding finding(Graph graph, String name, JavaType type, Origin origin) {
    boolean isElement =
        KnownNames.of(graph).definitions().get(name) instanceof Definition.OfElements;
    List<String> fixes = new ArrayList<>(
        List.of("take it as it is: @From(\"" + name + "\") rather than @Each, and no @Elements."));
    if (!isElement) {
      fixes.add(
          0,
          ColumnPath.isLikeAList(type)
              ? ColumnPath.why(graph.types(), type).orElseThrow().fix()
              : "make it a List, an array or an Optional.");
    }
    return Finding.error(
        "NotAList",
        origin,
        name + " has no elements: it is " + type.simple()
            + (isElement ? ", one element of a list already." : "."),
        List.of(),
        fixes);
  }
}
