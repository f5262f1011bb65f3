package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A resource where a value belongs. */
final class ResourceAsValue implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return Place.of(graph).stream()
        .filter(p -> p.role() != Place.Role.STEP_PARAMETER)
        .filter(p -> p.type() instanceof JavaType.Declared d && isResource(graph, d))
        .map(p -> Finding.error(
            "ResourceAsValue",
            p.origin(),
            p.what() + " is " + p.type().simple() + ", which is a resource.",
            List.of("A resource is built on each worker and never passed from step to step."),
            fixes(p)))
        .toList();
  }

  private static List<String> fixes(Place p) {
    String parameter = p.type().simple() + " " + slot(p.type());
    return p.role() == Place.Role.ENTRY_PARAMETER || p.role() == Place.Role.INPUT
        ? List.of("remove it: each step with a parameter " + parameter + " is given one.")
        : List.of(
            "let the steps that need it take it as a parameter: " + parameter + ".",
            "build it in a static method annotated @StatefulResource, if that is what this method is.");
  }

  private static boolean isResource(Graph graph, JavaType.Declared type) {
    return graph.types().declaration(type).filter(d -> d.resource()).isPresent();
  }

  private static String slot(JavaType type) {
    return type.simple().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
        + type.simple().substring(1);
  }
}
