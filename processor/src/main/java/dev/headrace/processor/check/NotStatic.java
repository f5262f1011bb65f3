package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A step that is an instance method of something that is no resource. */
final class NotStatic implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .filter(n -> !n.modifiers().isStatic()
            && !n.modifiers().isAbstract()
            && !n.modifiers().ownerIsResource())
        .map(n -> Finding.error(
            "NotStatic",
            n.origin(),
            "Step " + n.reference() + " is not static.",
            List.of(),
            List.of("declare it static, or annotate " + n.owner().simple()
                + " with @StatefulResource.")))
        .toList();
  }
}
