package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Steps that need each other. */
final class DependencyCycle implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Set<Set<String>> seen = new HashSet<>();
    return Problems.of(resolution, Problem.Cycle.class)
        .filter(c -> seen.add(new HashSet<>(c.names())))
        .map(c -> Finding.error(
            "DependencyCycle",
            c.origin(),
            "Steps need each other: " + String.join(" → ", c.names()) + ".",
            List.of(),
            List.of(
                "take one of these parameters from outside the cycle, or split a step in two.")))
        .toList();
  }
}
