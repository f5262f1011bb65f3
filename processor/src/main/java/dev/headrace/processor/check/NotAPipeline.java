package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** {@code @Use} of a class that is no pipeline. */
final class NotAPipeline implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().uses().stream()
        .filter(u -> u.graph().isEmpty() && u.cycle().isEmpty() && !u.pipeline().isUnresolved())
        .map(u -> Finding.error(
            "NotAPipeline",
            u.pipelineOrigin(),
            u.node().reference() + " uses " + u.pipeline().simple() + ", which is no pipeline.",
            List.of(),
            List.of(
                "name an interface that is annotated with @Pipeline.",
                "to take the steps of a class, list it: @Pipeline(nodes = "
                    + u.pipeline().simple() + ".class).")))
        .toList();
  }
}
