package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** An entry that asks for one value of which there are many. */
final class ResultOnAxis implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.ManyValues.class)
        .map(p -> Finding.error(
            "ResultOnAxis",
            p.origin(),
            p.component()
                    .map(c ->
                        "Component " + c.name() + " of " + p.entry().result().simple() + " takes")
                    .orElse("Entry " + p.entry().name() + " returns")
                + " one " + p.name()
                + ", but there is one for each of " + Problems.path(p.path()) + ".",
            List.of(),
            fixes(resolution.graph(), p)))
        .toList();
  }

  private static List<String> fixes(Graph graph, Problem.ManyValues p) {
    List<String> fixes = new ArrayList<>(List.of((p.component().isPresent() ? "take" : "return")
        + " them all: @All(\"" + p.name() + "\") and a List for each axis."));
    graph.steps().stream()
        .filter(s -> s.value().equals(p.name()))
        .flatMap(s -> s.first().parameters().stream())
        .map(Parameter::source)
        .filter(s -> s instanceof Source.All a && a.over().isEmpty())
        .findFirst()
        .ifPresent(s -> fixes.add("let its step take them along all axes at once: @All(value = \""
            + s.name() + "\", over = \"" + p.path().get(0) + "\")."));
    return fixes;
  }
}
