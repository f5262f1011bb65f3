package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A class of the user's that has the name of a generated one. */
final class GeneratedClassClash implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return graph.rivals().stream()
        .map(r -> Finding.error(
            "GeneratedClassClash",
            graph.origin(),
            "@Pipeline " + graph.type().simple() + " would generate " + r
                + ", which is there already.",
            List.of(),
            List.of("rename one of them.")))
        .toList();
  }
}
