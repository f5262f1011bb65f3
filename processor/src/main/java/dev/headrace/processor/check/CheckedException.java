package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** An entry that promises a checked exception which never comes. */
final class CheckedException implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().entries().stream()
        .filter(e -> !e.thrown().isEmpty())
        .map(e -> Finding.warning(
            "CheckedException",
            e.origin(),
            "Entry " + e.name() + " declares " + e.thrown().get(0).simple()
                + ", which it never throws.",
            List.of(
                "What a step throws, checked or not, arrives as the cause of a NodeException that names the step and the element."),
            List.of("remove `throws`, and catch NodeException.")))
        .toList();
  }
}
