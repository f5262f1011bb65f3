package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A step without a body. */
final class AbstractStep implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .filter(n -> n.modifiers().isAbstract())
        .map(n -> Finding.error(
            "AbstractStep",
            n.origin(),
            "Step " + n.reference() + " is abstract: there is nothing to run.",
            List.of(),
            List.of(
                "write its body in a static method of a nested class.",
                "remove @" + (n.isBatch() ? "BatchNode" : "Node")
                    + " if callers ask for it: an abstract method is an entry.")))
        .toList();
  }
}
