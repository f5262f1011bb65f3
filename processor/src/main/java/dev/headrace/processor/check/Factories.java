package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import java.util.List;

/** How something that is no data comes to be a resource. */
final class Factories {
  private Factories() {}

  /** The classes that are not listed and build one, or how to write what does. */
  static List<String> fixes(Graph graph, JavaType type, String name) {
    if (!(type instanceof JavaType.Declared d) || !d.arguments().isEmpty()) {
      return List.of();
    }
    List<JavaType.Declared> found = graph.unlisted().withResource(type);
    return found.isEmpty()
        ? List.of(
            "if it is a resource, like a model or a client, add a factory to a class with steps: @StatefulResource static "
                + type.simple() + " " + name + "(…).")
        : found.stream()
            .map(c ->
                "list the class of the resource: @Pipeline(nodes = " + c.nestedName() + ".class).")
            .toList();
  }
}
