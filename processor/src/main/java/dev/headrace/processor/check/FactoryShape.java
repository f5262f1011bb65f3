package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.PlainMethod;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A factory of a resource that generated code cannot call, or which builds what is no resource. */
final class FactoryShape implements Rule {
  private static final String CODE = "FactoryShape";
  private static final String HOLDER = "build a class of its own that holds it.";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Stream<Finding> data = graph.resources().stream()
        .filter(r -> r.factory().isPresent() && r.type().packageName().startsWith("java"))
        .filter(r -> graph.types().dataType(r.type()).isPresent())
        .map(r -> Finding.error(
            CODE,
            r.origin(),
            "The factory " + r.owner().name() + "." + r.slot() + " builds a "
                + r.type().simple() + ", which is data.",
            List.of("Every parameter of that type would be given it, whatever its name."),
            List.of(
                "if it is configuration, declare it as @Input " + r.type().simple() + " " + r.slot()
                    + "().",
                HOLDER)));
    Stream<Finding> others = graph.plainMethods().stream()
        .filter(m -> !m.result().isUnresolved())
        .flatMap(m -> m.marks().stream()
            .filter(a -> a.name().equals("StatefulResource"))
            .map(a -> noClass(m, a.origin())));
    Stream<Finding> hidden = graph.resources().stream()
        .filter(r -> r.factory().isPresent() && (!r.isStatic() || graph.isHidden(r)))
        .map(r -> hidden(graph, r));
    return Stream.of(data, others, hidden).flatMap(f -> f).toList();
  }

  private static Finding noClass(PlainMethod m, Origin origin) {
    JavaType type = m.result();
    return Finding.error(
        CODE,
        origin,
        "The factory " + m.reference() + " builds "
            + (type.isVoid() ? "nothing." : type.simple() + ", which is no class."),
        List.of("A parameter is given a resource by its class."),
        List.of(type.isVoid() ? "return what it builds." : HOLDER));
  }

  private static Finding hidden(Graph graph, Resource r) {
    boolean isFar = !graph.isNear(r.owner());
    List<String> fixes = new ArrayList<>(List.of("declare it `" + (isFar ? "public " : "")
        + "static " + r.type().simple() + " " + r.slot() + "(…)`."));
    if (graph.isHidden(r.owner())) {
      fixes.add("make " + r.owner().name() + (isFar ? " public." : " package-private or public."));
    }
    return Finding.error(
        CODE,
        r.origin(),
        "The factory " + r.owner().name() + "." + r.slot() + " is not an accessible static method.",
        List.of(),
        fixes);
  }
}
