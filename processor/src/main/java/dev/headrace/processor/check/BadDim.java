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
import dev.headrace.processor.resolve.Shapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A size of something that has no numbers, or a size that nothing can have. */
final class BadDim implements Rule {
  private static final String CODE = "BadDim";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    graph.steps().stream()
        .flatMap(s -> s.forms().stream())
        .forEach(n -> check(graph.types(), n, findings));
    Set<JavaType> seen = new HashSet<>();
    for (Place place : Place.of(graph)) {
      place.classes().forEach(c -> components(graph.types(), c, seen, findings));
    }
    return findings;
  }

  private static void check(TypeSystem types, Node n, List<Finding> findings) {
    String step = " of step " + n.reference();
    check(n.marks(), "the result" + step, n.result(), Shapes.value(types, n), findings);
    for (Parameter p : n.parameters()) {
      Optional<JavaType> one = Shapes.wanted(types, n, p);
      check(p.marks(), "parameter " + p.name() + step, p.type(), one, findings);
    }
  }

  private static void check(
      List<Mark> marks,
      String what,
      JavaType type,
      Optional<JavaType> one,
      List<Finding> findings) {
    if (type.dimension() == 0) {
      marks.stream()
          .filter(m -> m.name().equals("Dim"))
          .forEach(m -> findings.add(finding(what, type, one, m.origin())));
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
        c.dim().ifPresent(o -> findings.add(finding(what, c.type(), Optional.of(c.type()), o)));
      }
      JavaType inner = c.type();
      while (types.element(inner).isPresent()) {
        inner = types.element(inner).get();
      }
      components(types, inner, seen, findings);
    }
  }

  /** Of a type for one element that can have a size, the size is wrong. */
  private static Finding finding(
      String what, JavaType type, Optional<JavaType> one, Origin origin) {
    if (one.flatMap(t -> t.sized(1)).isPresent()) {
      return Finding.error(
          CODE,
          origin,
          "The size that @Dim gives " + what + " is less than 1.",
          List.of(),
          List.of("give it how many numbers each has: @Dim(384).", "remove it."));
    }
    return Finding.error(
        CODE,
        origin,
        "@Dim cannot be said of " + what + ", which is " + type.simple() + ".",
        List.of("It is how many numbers an array or a List of numbers has;"
            + " in a batch, those of one element."),
        List.of("remove it, or put it on an array or a List of numbers."));
  }
}
