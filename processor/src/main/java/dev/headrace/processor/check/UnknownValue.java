package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.NodesClass;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Outputs;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.PlainMethod;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.model.Use;
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
    if (graph.nodesClasses().stream().anyMatch(NodesClass::isUseless)) {
      return List.of(); // what it was listed for is missed
    }
    KnownNames known = KnownNames.of(graph);
    List<Finding> findings = new ArrayList<>();
    Set<String> meant = graph.plainMethods().stream()
        .filter(PlainMethod::isMarked)
        .map(PlainMethod::name)
        .collect(Collectors.toSet()); // of which that is said
    Map<String, List<Asked>> unknown = new LinkedHashMap<>();
    for (Step step : graph.entries().isEmpty() ? List.<Step>of() : steps(graph)) {
      for (Node node : step.forms()) {
        node.parameters().stream()
            .filter(
                p -> graph.resource(p).isEmpty() && !known.contains(p.source().name()))
            .filter(p -> !isOpenResource(graph, p.type()))
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
    List<Problem.Unknown> problems =
        Problems.of(resolution, Problem.Unknown.class).toList();
    List<Problem.Unknown> asked = Stream.concat(
            graph.entries().stream()
                .filter(e -> e.outputs().isEmpty() && isInner(graph, known, e))
                .map(e -> new Problem.Unknown(
                    e.request().name(), Optional.empty(), e, e.requestOrigin())),
            problems.stream().filter(p -> p.by().isEmpty()))
        .filter(p -> !meant.contains(p.name()))
        .toList();
    unknown.keySet().removeAll(meant);
    if (!unknown.isEmpty() || !asked.isEmpty()) {
      NameRemedies remedies = NameRemedies.of(resolution, known);
      asked.forEach(p -> {
        List<Asked> takers = isInput(p.entry())
            ? Optional.ofNullable(unknown.remove(p.name())).orElse(List.of())
            : List.of();
        findings.add(entryAsksForUnknown(graph, p, references(takers), remedies));
      });
      unknown.values().forEach(all -> findings.add(unknown(graph, all, remedies)));
    }
    Set<Origin> doubtful = Doubtful.places(graph);
    Map<List<String>, List<Problem.Unknown>> lacking = new LinkedHashMap<>();
    problems.stream()
        .filter(p -> known.contains(p.name())
            && p.by().filter(n -> !doubtful.contains(n.origin())).isPresent())
        .forEach(p -> lacking
            .computeIfAbsent(List.of(p.entry().name(), p.name()), n -> new ArrayList<>())
            .add(p));
    lacking.values().forEach(all -> findings.add(entryLacks(graph, all)));
    return findings;
  }

  /** Whether it is a resource with type parameters, of which that is said. */
  private static boolean isOpenResource(Graph graph, JavaType type) {
    return type instanceof JavaType.Declared d
        && graph.resources().stream()
            .anyMatch(r -> r.type().isOpen() && r.type().is(d.canonicalName()));
  }

  /** Whether the entry asks for what only looks like a name of this pipeline. */
  private static boolean isInner(Graph graph, KnownNames known, Entry e) {
    String name = e.request().name();
    return !known.contains(name) && Scope.of(graph, e).find(name).isPresent();
  }

  /** Whether the use is one of the pipeline's own, whose names its user wrote. */
  private static boolean isDeclared(Graph graph, Node use) {
    return graph.uses().stream().anyMatch(u -> u.node().equals(use));
  }

  /** What can ask for a name: the steps, and the records that entries return. */
  private static List<Step> steps(Graph graph) {
    return Stream.concat(
            graph.steps().stream().filter(s -> s.isOwn() && !Doubtful.is(graph, s)),
            graph.entries().stream().flatMap(e -> e.outputs().stream()).map(Outputs::step))
        .toList();
  }

  /** A parameter that asks for a name. */
  private record Asked(Node node, Parameter parameter) {}

  private static List<String> references(List<Asked> all) {
    return all.stream().map(a -> a.node().reference()).distinct().toList();
  }

  private static Finding unknown(Graph graph, List<Asked> all, NameRemedies remedies) {
    Node node = all.get(0).node();
    Parameter parameter = all.get(0).parameter();
    String name = parameter.source().name();
    NameRemedies others = remedies.without(dependent(graph, node.value())); // those would be cycles
    List<String> evidence = new ArrayList<>();
    if (all.size() > 1) {
      evidence.add("also taken by " + String.join(", ", references(all.subList(1, all.size()))));
    }
    evidence.addAll(others.lines());
    return Finding.error(
        CODE,
        parameter.sourceOrigin(),
        (node.isConstructor() ? "" : "Step ") + node.reference() + " takes " + name
            + ", but nothing has that name.",
        evidence,
        others.of(parameter.source(), Shapes.wanted(graph.types(), node, parameter)));
  }

  /** The value, and all that is made of it. */
  private static Set<String> dependent(Graph graph, String value) {
    Set<String> dependent = new LinkedHashSet<>(Set.of(value));
    boolean more = true;
    while (more) {
      more = false;
      for (Node n : Stream.concat(
              graph.steps().stream().flatMap(s -> s.forms().stream()),
              graph.uses().stream().map(Use::node))
          .toList()) {
        boolean takes = dependent.contains(n.value())
            || n.parameters().stream()
                .anyMatch(p -> dependent.contains(p.source().name()));
        if (takes) {
          more |= dependent.add(n.value());
          more |= n.elements().filter(e -> dependent.add(e.name())).isPresent();
        }
      }
    }
    return dependent;
  }

  /** Whether the entry may have been meant as an input: it asks for what has its own name, given nothing. */
  private static boolean isInput(Entry entry) {
    return entry.parameters().isEmpty()
        && !entry.isStep()
        && entry.request().equals(Source.Named.of(entry.name()));
  }

  /** Where the entry returns a record whose components have the names of values: it may have been meant as one of outputs. */
  private static List<String> outputs(Graph graph, Entry entry, KnownNames known) {
    JavaType result = graph.types().element(entry.result()).orElse(entry.result());
    List<TypeSystem.Component> components = graph.types().components(result);
    boolean areNamed =
        !components.isEmpty() && components.stream().allMatch(c -> known.contains(c.name()));
    return areNamed
        ? List.of("for several results of one call, let it return " + result.simple()
            + " itself, a record with @Outputs: its components ask for the values of their names.")
        : List.of();
  }

  private static Finding entryAsksForUnknown(
      Graph graph, Problem.Unknown p, List<String> takers, NameRemedies remedies) {
    Entry entry = p.entry();
    List<String> close = Names.close(p.name(), remedies.known().all());
    List<String> fixes = new ArrayList<>();
    if (isInput(entry)) {
      fixes.add("if it is given once for all calls, declare it as @Input.");
    }
    fixes.addAll(
        entry.name().equals(p.name())
            ? close.stream()
                .map(c -> remedies.isMany(c)
                    ? "did you mean all of " + c + "? Put @All(\"" + c + "\") on the entry."
                    : "did you mean " + c + "? Give one the other's name, or put @From(\"" + c
                        + "\") on the entry.")
                .toList()
            : Names.didYouMean(close));
    fixes.addAll(outputs(graph, entry, remedies.known()));
    fixes.addAll(remedies.unlisted(p.name()));
    List<String> forgotten = remedies.forgotten(p.name());
    fixes.addAll(forgotten);
    fixes.addAll(remedies.others(entry.result(), close));
    if (forgotten.isEmpty()) {
      fixes.add("add a step to a nested class, where Java allows it the entry's name: @Node static "
          + entry.result().simple() + " " + p.name() + "(…).");
    }
    return Finding.error(
        CODE,
        p.origin(),
        "Entry " + entry.name() + " asks for " + p.name() + ", but nothing has that name.",
        Stream.concat(
                takers.isEmpty()
                    ? Stream.empty()
                    : Stream.of("also taken by " + String.join(", ", takers)),
                remedies.lines().stream())
            .toList(),
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
    List<String> fixes = new ArrayList<>();
    list(graph, first.name())
        .ifPresentOrElse(
            l -> fixes.add(
                entry.parameters().stream().anyMatch(p -> p.name().equals(l.name()))
                    ? "give its elements the name: @Elements(\"" + first.name()
                        + "\") on the parameter " + l.name() + "."
                    : "add a parameter to the entry: @Elements(\"" + first.name() + "\") "
                        + l.type().simple() + " " + l.name() + "."),
            () -> fixes.add("add a parameter to the entry: " + declared + "."));
    fixes.add("declare it as an input: @Input " + declared + "().");
    return Finding.error(
        CODE,
        entry.origin(),
        "Entry " + entry.name() + " needs " + first.name()
            + ", which only other entries are given.",
        evidence,
        fixes);
  }

  /** The parameter of another entry of whose elements the name is. */
  private static Optional<Parameter> list(Graph graph, String name) {
    return graph.entries().stream()
        .flatMap(e -> e.parameters().stream())
        .filter(p -> p.elements().filter(e -> e.name().equals(name)).isPresent())
        .findFirst();
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
}
