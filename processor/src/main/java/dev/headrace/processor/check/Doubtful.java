package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Mark;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.resolve.Scope;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps and names of which it is not clear what they are: what is wrong with them would follow from that. */
final class Doubtful {
  private Doubtful() {}

  /** Whether the step is to be a method without a body, or is or takes one thing or another. */
  static boolean is(Graph graph, Step step) {
    return step.forms().stream().anyMatch(n -> n.modifiers().isAbstract())
        || isOneMethod(step)
        || FormsDisagree.takeDifferent(graph, step);
  }

  /** Whether one method is said to be both forms. */
  static boolean isOneMethod(Step step) {
    return step.single().isPresent()
        && step.batch().map(Node::origin).equals(step.single().map(Node::origin));
  }

  /** The names that are given twice, in one entry or with two types: of which type their values are is not clear. */
  static Set<String> names(Graph graph) {
    return Stream.concat(
            graph.entries().stream()
                .flatMap(e -> Scope.of(graph, e).clashes().stream())
                .map(Scope.Clash::name),
            ConflictingTypes.names(graph))
        .collect(Collectors.toSet());
  }

  /** Wherever something could be said of one of them. */
  static Set<Origin> places(Graph graph) {
    return graph.steps().stream()
        .filter(s -> is(graph, s))
        .flatMap(s -> s.forms().stream())
        .flatMap(Doubtful::places)
        .collect(Collectors.toSet());
  }

  private static Stream<Origin> places(Node node) {
    return Stream.of(
            Stream.of(node.origin(), node.valueOrigin(), node.elementsOrigin()),
            node.marks().stream().map(Mark::origin),
            node.parameters().stream().flatMap(Doubtful::places))
        .flatMap(s -> s);
  }

  private static Stream<Origin> places(Parameter p) {
    Stream<Origin> place = p.source() instanceof Source.Each e
        ? Stream.of(e.placeOrigin())
        : p.source() instanceof Source.All a ? Stream.of(a.overOrigin()) : Stream.empty();
    return Stream.concat(place, Stream.of(p.origin(), p.sourceOrigin()));
  }
}
