package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A resource that only exists within an instance of another class. */
final class InnerClass implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().resources().stream()
        .filter(r -> r.isInner())
        .map(r -> Finding.error(
            "InnerClass",
            r.origin(),
            "Resource " + r.type().simple() + " is an inner class.",
            List.of("An instance needs one of the class around it, which the workers do not have."),
            List.of("declare it static.")))
        .toList();
  }
}
