package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Mark;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A size of something that has no numbers, or a size that nothing can have. */
final class BadDim implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    graph.steps().stream().flatMap(s -> s.forms().stream()).forEach(n -> check(n, findings));
    Set<JavaType> seen = new HashSet<>();
    for (Place place : Place.of(graph)) {
      place.classes().forEach(c -> components(graph.types(), c, seen, findings));
    }
    return findings;
  }

  private static void check(Node n, List<Finding> findings) {
    check(n.marks(), "the result of step " + n.reference(), n.result(), findings);
    for (Parameter p : n.parameters()) {
      check(p.marks(), "parameter " + p.name() + " of step " + n.reference(), p.type(), findings);
    }
  }

  private static void check(List<Mark> marks, String what, JavaType type, List<Finding> findings) {
    if (type.dimension() == 0) {
      marks.stream()
          .filter(m -> m.name().equals("Dim"))
          .forEach(m -> findings.add(finding(what, type, m.origin())));
    }
  }

  private static void components(
      TypeSystem types, JavaType type, Set<JavaType> seen, List<Finding> findings) {
    if (!seen.add(type)) {
      return;
    }
    for (TypeSystem.Component c : types.components(type)) {
      if (c.type().dimension() == 0) {
        String what = "component " + c.name() + " of " + type.simple();
        c.dim().ifPresent(o -> findings.add(finding(what, c.type(), o)));
      }
      JavaType inner = c.type();
      while (types.element(inner).isPresent()) {
        inner = types.element(inner).get();
      }
      components(types, inner, seen, findings);
    }
  }

  private static Finding finding(String what, JavaType type, Origin origin) {
    return Finding.error(
        "BadDim",
        origin,
        "@Dim cannot be said of " + what + ", which is " + type.simple() + ".",
        List.of("It is how many numbers an array or a List of numbers has, at least 1;"
            + " in a batch, those of one element."),
        List.of("remove it, or give it a size of 1 or more on an array or List of numbers."));
  }
}
