package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A pipeline that is a class. */
final class NotAnInterface implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    String name = graph.type().simple();
    return graph.isInterface()
        ? List.of()
        : List.of(Finding.error(
            "NotAnInterface",
            graph.origin(),
            "@Pipeline " + name + " is not an interface.",
            List.of(),
            List.of(
                "declare it as `interface " + name + "` and put the steps into a nested class.")));
  }
}
