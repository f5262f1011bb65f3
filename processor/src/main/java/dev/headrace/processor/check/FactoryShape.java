package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A factory of a resource that generated code cannot call. */
final class FactoryShape implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().resources().stream()
        .filter(r -> !r.isCallable())
        .map(r -> Finding.error(
            "FactoryShape",
            r.origin(),
            "The factory " + r.owner().name() + "." + r.slot()
                + " is not an accessible static method.",
            List.of(),
            List.of("declare it `static " + r.type().simple() + " " + r.slot() + "(…)`.")))
        .toList();
  }
}
