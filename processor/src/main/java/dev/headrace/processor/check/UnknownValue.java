package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Outputs;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Scope;
import dev.headrace.processor.resolve.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parameter or an entry that asks for a name which nothing has, or which this entry cannot see. */
final class UnknownValue implements Rule {
  private static final String CODE = "UnknownValue";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Set<String> known = new LinkedHashSet<>();
    graph.entries().forEach(e -> known.addAll(Scope.of(graph, e).all().keySet()));
    Set<String> inner = Names.inner(graph);
    known.removeAll(inner);
    List<Finding> findings = new ArrayList<>();
    Map<String, List<Asked>> unknown = new LinkedHashMap<>();
    for (Step step : graph.entries().isEmpty() ? List.<Step>of() : steps(graph)) {
      for (Node node : step.forms()) {
        node.parameters().stream()
            .filter(
                p -> graph.resource(p).isEmpty() && !known.contains(p.source().name()))
            .filter(p -> !node.modifiers().isNameless())
            .forEach(p -> unknown
                .computeIfAbsent(p.source().name(), n -> new ArrayList<>())
                .add(new Asked(node, p)));
      }
    }
    graph.aliases().stream()
        .flatMap(a -> a.parameter().stream().map(p -> new Asked(a.use(), p)))
        .filter(a -> !known.contains(a.parameter().source().name()) && isDeclared(graph, a.node()))
        .distinct()
        .forEach(a -> unknown
            .computeIfAbsent(a.parameter().source().name(), n -> new ArrayList<>())
            .add(a));
    unknown.values().forEach(all -> findings.add(unknown(resolution, all, known)));
    graph.entries().stream()
        .filter(e -> e.outputs().isEmpty() && inner.contains(e.request().name()))
        .map(e -> new Problem.Unknown(e.request().name(), Optional.empty(), e, e.requestOrigin()))
        .forEach(p -> findings.add(entryAsksForUnknown(resolution, p, known)));
    Map<List<String>, List<Problem.Unknown>> lacking = new LinkedHashMap<>();
    Problems.of(resolution, Problem.Unknown.class).forEach(p -> {
      if (p.by().isEmpty()) {
        findings.add(entryAsksForUnknown(resolution, p, known));
      } else if (known.contains(p.name())) {
        lacking
            .computeIfAbsent(List.of(p.entry().name(), p.name()), n -> new ArrayList<>())
            .add(p);
      }
    });
    lacking.values().forEach(all -> findings.add(entryLacks(graph, all)));
    return findings;
  }

  /** Whether the use is one of the pipeline's own, whose names its user wrote. */
  private static boolean isDeclared(Graph graph, Node use) {
    return graph.uses().stream().anyMatch(u -> u.node().equals(use));
  }

  /** What can ask for a name: the steps, and the records that entries return. */
  private static List<Step> steps(Graph graph) {
    return Stream.concat(
            graph.steps().stream().filter(Step::isOwn),
            graph.entries().stream().flatMap(e -> e.outputs().stream()).map(Outputs::step))
        .toList();
  }

  /** A parameter that asks for a name. */
  private record Asked(Node node, Parameter parameter) {}

  private static Finding unknown(Resolution resolution, List<Asked> all, Set<String> known) {
    Graph graph = resolution.graph();
    Node node = all.get(0).node();
    Parameter parameter = all.get(0).parameter();
    String name = parameter.source().name();
    Optional<JavaType> wanted = Shapes.wanted(graph.types(), node, parameter);
    Set<String> dependent = dependent(graph, node.value()); // to take one of these would be a cycle
    List<String> fixes = new ArrayList<>(didYouMean(
        name, known.stream().filter(k -> !dependent.contains(k)).collect(Collectors.toSet())));
    wanted.filter(t -> parameter.source() instanceof Source.Named).ifPresent(type -> {
      List<String> sameType = graph.steps().stream()
          .filter(s -> s.isOwn() && !dependent.contains(s.value()))
          .filter(s -> Shapes.value(graph.types(), s).filter(type::equals).isPresent())
          .map(Step::value)
          .limit(3)
          .toList();
      sameType.forEach(s -> fixes.add("take the value of the same type: @From(\"" + s + "\")."));
      fixes.add("add a step: @Node static " + type.simple() + " " + name + "(…).");
      fixes.add(
          "let an entry take it, or declare it as @Input " + type.simple() + " " + name + "().");
    });
    return Finding.error(
        CODE,
        parameter.sourceOrigin(),
        (node.isConstructor() ? "" : "Step ") + node.reference() + " takes " + name
            + ", but nothing has that name.",
        evidence(resolution, all),
        fixes);
  }

  /** The value, and all that is made of it. */
  private static Set<String> dependent(Graph graph, String value) {
    Set<String> dependent = new LinkedHashSet<>(Set.of(value));
    boolean more = true;
    while (more) {
      more = false;
      for (Step s : graph.steps()) {
        boolean takes = s.forms().stream()
            .flatMap(n -> n.parameters().stream())
            .anyMatch(p -> dependent.contains(p.source().name()));
        more |= takes && dependent.add(s.value());
      }
    }
    return dependent;
  }

  private static List<String> evidence(Resolution resolution, List<Asked> all) {
    List<String> evidence = new ArrayList<>();
    if (all.size() > 1) {
      evidence.add("also taken by "
          + all.stream()
              .skip(1)
              .map(a -> a.node().reference())
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    evidence.addAll(Names.byAxis(resolution));
    return evidence;
  }

  private static Finding entryAsksForUnknown(
      Resolution resolution, Problem.Unknown p, Set<String> known) {
    Graph graph = resolution.graph();
    Entry entry = p.entry();
    List<String> fixes = new ArrayList<>(didYouMean(p.name(), known));
    graph.steps().stream()
        .filter(Step::isOwn)
        .filter(
            s -> Shapes.value(graph.types(), s).filter(entry.result()::equals).isPresent())
        .limit(3)
        .forEach(s -> fixes.add("return the value of the same type: @From(\"" + s.value()
            + "\") on " + entry.name() + "."));
    fixes.add("add a step to a nested class, where Java allows it the entry's name: @Node static "
        + entry.result().simple() + " " + p.name() + "(…).");
    return Finding.error(
        CODE,
        p.origin(),
        "Entry " + entry.name() + " asks for " + p.name() + ", but nothing has that name.",
        Names.byAxis(resolution),
        fixes);
  }

  private static Finding entryLacks(Graph graph, List<Problem.Unknown> all) {
    Problem.Unknown first = all.get(0);
    Entry entry = first.entry();
    Node by = first.by().orElseThrow();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        by.isConstructor()
            ? "it is a component of " + by.owner().qualified()
            : "it is a parameter of " + by.signature() + " in " + by.owner().qualified());
    String others = all.stream()
        .skip(1)
        .flatMap(p -> p.by().stream())
        .map(Node::reference)
        .distinct()
        .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      evidence.add("also taken by " + others);
    }
    String declared =
        type(graph, by, first.name()).map(t -> t.simple() + " ").orElse("") + first.name();
    return Finding.error(
        CODE,
        entry.origin(),
        "Entry " + entry.name() + " needs " + first.name()
            + ", which only other entries are given.",
        evidence,
        List.of(
            "add a parameter to the entry: " + declared + ".",
            "declare it as an input: @Input " + declared + "()."));
  }

  /** What another entry is given under the name, or else what the step takes. */
  private static Optional<JavaType> type(Graph graph, Node by, String name) {
    return graph.entries().stream()
        .flatMap(e -> e.parameters().stream())
        .filter(p -> p.name().equals(name))
        .map(Parameter::type)
        .findFirst()
        .or(() -> by.parameters().stream()
            .filter(p -> p.source().equals(Source.Named.of(name)))
            .findFirst()
            .flatMap(p -> Shapes.wanted(graph.types(), by, p)));
  }

  private static List<String> didYouMean(String name, Set<String> known) {
    List<String> close = Names.close(name, known);
    return close.isEmpty()
        ? List.of()
        : List.of("did you mean " + String.join(" or ", close) + "?");
  }
}
