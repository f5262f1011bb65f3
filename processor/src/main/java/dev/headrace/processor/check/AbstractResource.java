package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A resource that nothing can build. */
final class AbstractResource implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().resources().stream()
        .filter(r -> r.isAbstract())
        .map(r -> Finding.error(
            "AbstractResource",
            r.origin(),
            "Resource " + r.type().simple() + " is abstract and has no factory.",
            List.of(),
            List.of(
                "move the annotation to a static method that builds one, in a class with steps: "
                    + "@StatefulResource static " + r.type().simple() + " " + r.slot() + "(…).")))
        .toList();
  }
}
