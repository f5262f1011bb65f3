package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Use;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Cycles;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Steps, pipelines or resources that need each other. */
final class DependencyCycle implements Rule {
  private static final String CODE = "DependencyCycle";
  private static final String ANOTHER =
      "let a parameter take another value: rename it, or say which with @From(\"…\").";

  @Override
  public List<Finding> check(Resolution resolution) {
    Set<Set<String>> seen = new HashSet<>();
    Stream<Finding> uses = resolution.graph().uses().stream()
        .filter(u -> !u.cycle().isEmpty())
        .map(u -> Finding.error(
            CODE,
            u.cycleOrigin(),
            "Pipelines use each other: " + String.join(" → ", u.cycle()) + ".",
            List.of(),
            List.of(
                "put the steps that both need into a class, and list it in nodes = {…} of both.")));
    Stream<Finding> steps = Problems.of(resolution, Problem.Cycle.class)
        .filter(c -> seen.add(new HashSet<>(c.names())))
        .map(c -> finding(resolution.graph(), c));
    return Stream.of(uses, steps, ofResources(resolution.graph()))
        .flatMap(f -> f)
        .toList();
  }

  private static Stream<Finding> ofResources(Graph graph) {
    List<String> slots = graph.resources().stream().map(Resource::slot).toList();
    return Cycles.of(
            slots, s -> parts(graph, resource(graph, s)).map(Resource::slot).toList())
        .stream()
        .map(names -> Finding.error(
            CODE,
            resource(graph, names.get(0)).origin(),
            (names.size() == 2 ? "A resource needs itself: " : "Resources need each other: ")
                + String.join(" → ", names) + ".",
            List.of("A parameter of its constructor or factory that is a resource is built first."),
            List.of("take what it is built from instead.")));
  }

  private static Resource resource(Graph graph, String slot) {
    return graph.resources().stream()
        .filter(r -> r.slot().equals(slot))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Resource> parts(Graph graph, Resource of) {
    return of.settings().stream().flatMap(s -> graph.part(s).stream());
  }

  private static Finding finding(Graph graph, Problem.Cycle cycle) {
    List<String> names = cycle.names();
    List<String> parameters = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      String taken = names.get(i - 1);
      String by = names.get(i);
      Stream.concat(
              graph.steps().stream()
                  .filter(s -> s.value().equals(by))
                  .flatMap(s -> s.forms().stream()),
              graph.uses().stream().map(Use::node).filter(n -> n.value().equals(by)))
          .flatMap(n -> n.parameters().stream()
              .filter(p -> p.source().names().contains(taken))
              .map(p -> n.reference() + " takes " + taken))
          .findFirst()
          .ifPresent(parameters::add);
    }
    String path = String.join(" → ", names) + ".";
    boolean isOne = names.size() == 2;
    return parameters.isEmpty()
        ? Finding.error(
            CODE,
            cycle.origin(),
            (isOne
                    ? "A list goes in lockstep with itself: "
                    : "Lists go in lockstep with each other: ")
                + path,
            List.of(),
            List.of(
                isOne
                    ? "leave out `with`."
                    : "leave out `with` on one of them: the other goes along its axis."))
        : Finding.error(
            CODE,
            cycle.origin(),
            (isOne ? "A step needs itself: " : "Steps need each other: ") + path,
            List.of(String.join(", ", parameters)),
            isOne
                ? List.of(ANOTHER)
                : List.of(
                    ANOTHER,
                    "split a step in two: what the other needs of it, and what needs the other."));
  }
}
