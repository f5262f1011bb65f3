package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            fixes(resolution, p)))
        .toList();
  }

  private static List<String> fixes(Resolution resolution, Problem.ManyValues p) {
    Graph graph = resolution.graph();
    KnownNames known = KnownNames.of(graph);
    boolean areOptional = p.path().stream()
        .allMatch(a -> known.type(a).filter(JavaType::isOptional).isPresent());
    List<String> fixes = new ArrayList<>(
        List.of((p.component().isPresent() ? "take" : "return") + " them all: @All(\"" + p.name()
            + "\") and " + (areOptional ? "an Optional." : "a List for each axis.")));
    List<Parameter> parameters = graph.steps().stream()
        .filter(s -> s.value().equals(p.name()))
        .flatMap(s -> s.first().parameters().stream())
        .toList();
    parameters.stream()
        .map(Parameter::source)
        .filter(s -> s instanceof Source.All a && a.over().isEmpty())
        .findFirst()
        .ifPresent(s -> fixes.add("let its step take them along all axes at once: @All(value = \""
            + s.name() + "\", over = \"" + p.path().get(0) + "\")."));
    Map<String, List<String>> paths = areOptional ? resolution.paths(p.entry()) : Map.of();
    parameters.stream()
        .filter(x ->
            x.source().equals(Source.Named.of(x.name())) && p.path().equals(paths.get(x.name())))
        .forEach(x -> fixes.add("let its step run where there is none, too: @All(\"" + x.name()
            + "\") Optional<" + graph.types().boxed(x.type()).simple() + "> " + x.name() + "."));
    return fixes;
  }
}
