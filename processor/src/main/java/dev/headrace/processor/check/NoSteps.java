package dev.headrace.processor.check;

import dev.headrace.processor.model.NodesClass;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A class listed for its steps and factories that has none. */
final class NoSteps implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().nodesClasses().stream()
        .filter(c -> !c.hasSteps() && !c.type().isUnresolved())
        .map((NodesClass c) -> Finding.error(
            "NoSteps",
            c.origin(),
            c.type().simple() + " has no steps, and no factory of a resource.",
            List.of("Classes are listed one by one: those nested in them are not meant."),
            List.of(
                "annotate its methods with @Node or @BatchNode, or a factory with @StatefulResource.",
                "remove it from nodes = {…}: a resource without steps need not be listed.")))
        .toList();
  }
}
