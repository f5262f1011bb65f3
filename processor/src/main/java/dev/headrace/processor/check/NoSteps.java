package dev.headrace.processor.check;

import dev.headrace.processor.model.NodesClass;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A class listed for its steps that has none. */
final class NoSteps implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().nodesClasses().stream()
        .filter(c -> !c.hasSteps() && !c.type().isUnresolved())
        .map((NodesClass c) -> Finding.error(
            "NoSteps",
            c.origin(),
            c.type().simple() + " has no steps.",
            List.of(),
            List.of(
                "annotate its methods with @Node or @BatchNode.",
                "remove it from nodes = {…}: a resource that steps take need not be listed.")))
        .toList();
  }
}
