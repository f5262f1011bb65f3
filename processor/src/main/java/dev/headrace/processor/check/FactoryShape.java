package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** A factory of a resource that generated code cannot call, or which builds what is no resource. */
final class FactoryShape implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Stream<Finding> data = graph.resources().stream()
        .filter(r -> r.factory().isPresent() && r.type().packageName().startsWith("java"))
        .filter(r -> graph.types().dataType(r.type()).isPresent())
        .map(r -> Finding.error(
            "FactoryShape",
            r.origin(),
            "The factory " + r.owner().name() + "." + r.slot() + " builds a "
                + r.type().simple() + ", which is data.",
            List.of("Every parameter of that type would be given it, whatever its name."),
            List.of(
                "if it is configuration, declare it as @Input " + r.type().simple() + " " + r.slot()
                    + "().",
                "build a class of its own that holds it.")));
    Stream<Finding> hidden = graph.resources().stream()
        .filter(r -> !r.isCallable())
        .map(r -> Finding.error(
            "FactoryShape",
            r.origin(),
            "The factory " + r.owner().name() + "." + r.slot()
                + " is not an accessible static method.",
            List.of(),
            List.of("declare it `static " + r.type().simple() + " " + r.slot() + "(…)`.")));
    return Stream.concat(data, hidden).toList();
  }
}
