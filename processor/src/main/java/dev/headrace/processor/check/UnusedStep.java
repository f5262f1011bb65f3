package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Use;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A step of the pipeline itself that no entry asks for. */
final class UnusedStep implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Set<String> reached = new HashSet<>();
    for (Flow flow : resolution.flows()) {
      reached.addAll(flow.reachedSteps());
    }
    Set<String> used = new HashSet<>(); // of outputs, components may be taken without the record
    Stream<Node> own = graph.steps().stream()
        .filter(s -> s.isOwn()) // those of a used pipeline are its own affair
        .map(s -> s.first());
    graph.steps().stream()
        .filter(s -> reached.contains(s.value()))
        .forEach(s -> s.use().ifPresent(used::add));
    graph.aliases().stream()
        .filter(a -> reached.contains(a.name()))
        .forEach(a -> used.add(a.use().value()));
    Stream<Node> uses = graph.uses().stream().map(Use::node).filter(n -> !used.contains(n.value()));
    return Stream.concat(own, uses)
        .filter(n -> !reached.contains(n.value()))
        .filter(n -> isWithin(graph.type(), n.owner()))
        .map(n -> Finding.warning(
            "UnusedStep",
            n.origin(),
            "No entry needs " + n.value() + ".",
            List.of("Step " + n.reference() + " never runs."),
            List.of(
                "let a step or an entry take it.",
                "ask for it: declare an entry `" + n.result().simple() + " " + n.value() + "(…)`.",
                "remove the step.")))
        .toList();
  }

  /** Not of a library, whose steps are there for whoever needs them. */
  private static boolean isWithin(JavaType.Declared pipeline, JavaType.Declared owner) {
    int depth = pipeline.names().size();
    return owner.packageName().equals(pipeline.packageName())
        && owner.names().size() >= depth
        && owner.names().subList(0, depth).equals(pipeline.names());
  }
}
