package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A generic class without its type arguments. */
final class RawType implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return Place.of(graph).stream()
        .flatMap(p -> p.classes().stream()
            .filter(c -> isRaw(graph, c))
            .limit(1)
            .map(c -> Finding.error(
                "RawType",
                p.origin(),
                p.what() + " is " + p.type().simple() + ", without type arguments.",
                List.of("What it holds could not be checked."),
                List.of("say what it holds: " + c.name() + "<…>."))))
        .toList();
  }

  /** Of the interfaces that the pipeline extends. */
  static List<Finding> ofParents(Graph graph) {
    return graph.rawParents().stream()
        .map(p -> Finding.error(
            "RawType",
            graph.origin(),
            "@Pipeline " + graph.type().simple() + " extends " + p.simple()
                + ", without type arguments.",
            List.of("Nothing that it inherits has the types that it was declared with."),
            List.of("say what they are: " + p.name() + "<…>.")))
        .toList();
  }

  private static boolean isRaw(Graph graph, JavaType.Declared type) {
    return type.arguments().isEmpty()
        && graph.types().declaration(type).filter(d -> d.parameters() > 0).isPresent();
  }
}
