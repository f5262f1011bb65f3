package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import java.util.List;

/** How something that is no data comes to be a resource. */
final class Factories {
  private Factories() {}

  /** The classes with a factory that are not listed, or how to write one. */
  static List<String> fixes(Graph graph, JavaType type, String name) {
    if (!(type instanceof JavaType.Declared)) {
      return List.of();
    }
    List<JavaType.Declared> found = graph.unlisted().withFactory(type);
    return found.isEmpty()
        ? List.of(
            "if it is a resource, like a model or a client, add a factory to a class with steps: @StatefulResource static "
                + type.simple() + " " + name + "(…).")
        : found.stream()
            .map(c -> "list the class whose factory builds it: @Pipeline(nodes = "
                + String.join(".", c.names()) + ".class).")
            .toList();
  }
}
