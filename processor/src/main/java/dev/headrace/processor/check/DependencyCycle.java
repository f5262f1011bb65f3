package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Steps that need each other. */
final class DependencyCycle implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Set<Set<String>> seen = new HashSet<>();
    Stream<Finding> uses = resolution.graph().uses().stream()
        .filter(u -> !u.cycle().isEmpty())
        .map(u -> Finding.error(
            "DependencyCycle",
            u.cycleOrigin(),
            "Pipelines use each other: " + String.join(" → ", u.cycle()) + ".",
            List.of(),
            List.of(
                "put the steps that both need into a class, and list it in nodes = {…} of both.")));
    Stream<Finding> steps = Problems.of(resolution, Problem.Cycle.class)
        .filter(c -> seen.add(new HashSet<>(c.names())))
        .map(c -> Finding.error(
            "DependencyCycle",
            c.origin(),
            "Steps need each other: " + String.join(" → ", c.names()) + ".",
            List.of(),
            List.of(
                "take one of these parameters from outside the cycle, or split a step in two.")));
    return Stream.concat(uses, steps).toList();
  }
}
