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

  /** Whether the step is to be a method without a body, or takes one thing or another. */
  static boolean is(Graph graph, Step step) {
    return step.forms().stream().anyMatch(n -> n.modifiers().isAbstract())
        || FormsDisagree.takeDifferent(graph, step);
  }

  /** The names that an entry is given twice: of which type their values are is not clear. */
  static Set<String> names(Graph graph) {
    return graph.entries().stream()
        .flatMap(e -> Scope.of(graph, e).clashes().stream())
        .map(Scope.Clash::name)
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
