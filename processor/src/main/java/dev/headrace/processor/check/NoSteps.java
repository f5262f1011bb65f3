package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.NodesClass;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A class listed for its steps and factories that has none. */
final class NoSteps implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().nodesClasses().stream()
        .filter(NodesClass::isUseless)
        .map(c -> Finding.error(
            "NoSteps",
            c.origin(),
            c.type().simple() + " has no steps, and is no resource and builds none.",
            List.of("Classes are listed one by one: those nested in them are not meant."),
            fixes(c, resolution.graph().type())))
        .toList();
  }

  private static List<String> fixes(NodesClass c, JavaType.Declared pipeline) {
    List<String> fixes = new ArrayList<>();
    if (c.isPipeline() && !c.type().equals(pipeline)) {
      fixes.add("use the pipeline as a step, in a method of " + pipeline.name() + ": @Use("
          + c.type().simple() + ".class).");
    } else if (!c.nested().isEmpty()) {
      fixes.add("list what is nested in it: "
          + c.nested().stream()
              .map(n -> n.nestedName() + ".class")
              .collect(Collectors.joining(", ", "nodes = {", "}.")));
    } else {
      fixes.add(
          "annotate its methods with @Node or @BatchNode, or a factory with @StatefulResource.");
    }
    fixes.add("remove it from nodes = {…}.");
    return fixes;
  }
}
