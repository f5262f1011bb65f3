package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A parameter that several resources fit, none of which has its name. */
final class AmbiguousResource implements Rule {
  private static final String CODE = "AmbiguousResource";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Set<String> values = new LinkedHashSet<>();
    graph.entries().forEach(e -> values.addAll(Scope.of(graph, e).all().keySet()));
    List<Finding> findings = new ArrayList<>();
    graph.steps().stream().flatMap(s -> s.forms().stream()).forEach(n -> {
      n.parameters().stream()
          .filter(p -> p.marks().isEmpty() && !values.contains(p.name()))
          .forEach(p -> parameter(graph, n, p, findings));
    });
    return findings;
  }

  private static void parameter(Graph graph, Node n, Parameter p, List<Finding> findings) {
    List<String> slots = slots(graph.resources(p.type()));
    if (slots.size() > 1 && graph.resource(p).isEmpty()) {
      findings.add(Finding.error(
          CODE,
          p.sourceOrigin(),
          "Parameter " + p.name() + " of " + n.reference() + " can be any of several resources.",
          List.of("of type " + p.type().simple() + " there are " + String.join(", ", slots)),
          List.of(
              "give it the name of the one that is meant: " + String.join(" or ", slots) + ".")));
    }
  }

  private static List<String> slots(List<Resource> resources) {
    return resources.stream().map(Resource::slot).distinct().toList();
  }
}
