package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A step from a library whose parameters have no names. */
final class NamesMissing implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .filter(n -> n.modifiers().isNameless())
        .map(n -> Finding.error(
            "NamesMissing",
            n.origin(),
            "Step " + n.reference() + " has no parameter names in its class file.",
            List.of("The names of the parameters are the edges of the graph."),
            List.of("compile " + n.owner().qualified()
                + " with Headrace's processor on the processor path, or with -parameters.")))
        .toList();
  }
}
