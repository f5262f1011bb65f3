package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A pipeline that nobody can call. */
final class NoEntry implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    boolean isMeant = graph.steps().stream()
        .flatMap(s -> s.forms().stream())
        .anyMatch(n -> n.modifiers().isAbstract()); // which is said there
    return !graph.isInterface() || !graph.entries().isEmpty() || isMeant
        ? List.of()
        : List.of(Finding.error(
            "NoEntry",
            graph.origin(),
            "@Pipeline " + graph.type().simple() + " has no entry: no abstract method to call.",
            List.of(),
            List.of("declare an abstract method named like the value it returns.")));
  }
}
