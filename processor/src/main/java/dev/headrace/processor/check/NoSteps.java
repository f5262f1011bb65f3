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
        .filter(c -> !c.isOfUse() && !c.type().isUnresolved())
        .map((NodesClass c) -> Finding.error(
            "NoSteps",
            c.origin(),
            c.type().simple() + " has no steps, and is no resource and builds none.",
            List.of("Classes are listed one by one: those nested in them are not meant."),
            List.of(
                "annotate its methods with @Node or @BatchNode, or a factory with @StatefulResource.",
                "remove it from nodes = {…}.")))
        .toList();
  }
}
