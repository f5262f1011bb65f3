package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Alias;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.resolve.Value.Form;
import dev.headrace.processor.resolve.Value.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves one entry: orders what it needs, then gives every name its value, type and path. */
final class Resolver {
  private final Graph graph;
  private final Entry entry;
  private final Scope scope;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Axis> axes = new LinkedHashMap<>();
  private final Map<String, String> links = new HashMap<>(); // names of values with another id
  private final Map<String, String> elementIds = new HashMap<>(); // by the id of their list
  private final OutputParts parts;
  private final List<Problem> problems = new ArrayList<>();

  Resolver(Graph graph, Entry entry) {
    this.graph = graph;
    this.entry = entry;
    this.scope = Scope.of(graph, entry);
    this.parts = new OutputParts(graph.types(), scope);
  }

  Flow resolve() {
    Order order = new Order(this::needs);
    order.visit(parts.simplified(entry.request()).name());
    List<String> reached = order.names().stream()
        .filter(n -> step(n).isPresent() || alias(n).isPresent())
        .toList();
    if (scope.find(entry.request().name()).isEmpty()) {
      problems.add(new Problem.Unknown(
          entry.request().name(), Optional.empty(), entry, entry.requestOrigin()));
    }
    Optional<List<String>> cycle = order.firstCycle();
    if (cycle.isPresent()) {
      problems.add(cycle(cycle.get()));
      return new Flow(entry, values, axes, Optional.empty(), problems, reached);
    }
    order.names().forEach(this::define);
    Optional<String> result = result();
    return new Flow(
        entry, values, axes, problems.isEmpty() ? result : Optional.empty(), problems, reached);
  }

  private Optional<Step> step(String name) {
    return scope
        .find(name)
        .filter(Definition.OfStep.class::isInstance)
        .map(d -> ((Definition.OfStep) d).step());
  }

  private Optional<Alias> alias(String name) {
    return scope
        .find(name)
        .filter(Definition.OfAlias.class::isInstance)
        .map(d -> ((Definition.OfAlias) d).alias());
  }

  /** A cycle as the user sees it: what lies within a used pipeline is its use. */
  private Problem cycle(List<String> names) {
    List<String> seen = new ArrayList<>(names.subList(1, names.size()).stream()
        .filter(n -> step(n).filter(s -> s.label().equals(n)).isPresent()
            || alias(n).filter(Alias::leaves).isPresent())
        .toList());
    seen.add(0, seen.get(seen.size() - 1));
    String first = seen.get(0);
    Origin origin = step(first)
        .map(s -> s.first().origin())
        .or(() -> alias(first).map(Alias::origin))
        .orElse(entry.origin());
    return new Problem.Cycle(seen, origin);
  }

  /** The names that a name needs, in the order of the parameters. */
  private List<String> needs(String name) {
    Definition definition = scope.find(name).orElse(null);
    if (definition instanceof Definition.OfElements elements) {
      return List.of(elements.list());
    }
    if (definition instanceof Definition.OfAlias a) {
      return Stream.concat(
              a.alias().source().stream().map(x -> parts.simplified(x).name()),
              a.alias().base().stream())
          .toList();
    }
    if (!(definition instanceof Definition.OfStep step)) {
      return List.of();
    }
    return step.step().forms().stream()
        .flatMap(f -> f.parameters().stream())
        .filter(p -> graph.resource(p).isEmpty())
        .map(p -> parts.simplified(p.source()).name())
        .distinct()
        .toList();
  }

  private void define(String name) {
    Definition definition = scope.find(name).orElse(null);
    if (definition instanceof Definition.OfParameter p) {
      values.put(name, new Value.Argument(name, p.parameter().type(), p.parameter()));
    } else if (definition instanceof Definition.OfInput i) {
      values.put(name, new Value.BoundInput(name, i.input().type(), i.input().nullable()));
    } else if (definition instanceof Definition.OfElements e && has(e.list())) {
      element(e.list(), e.origin()).ifPresent(v -> links.put(name, v.id()));
    } else if (definition instanceof Definition.OfAlias a) {
      link(a.alias());
    } else if (definition instanceof Definition.OfStep s) {
      compute(s.step());
    }
  }

  private void compute(Step step) {
    List<Form> forms = new ArrayList<>();
    for (Node node : step.forms()) {
      List<Operand> operands = new ArrayList<>();
      for (Parameter p : node.parameters()) {
        operand(node, p).ifPresent(operands::add);
      }
      if (operands.size() == node.parameters().size()) {
        forms.add(new Form(node, graph.receiver(node), operands));
      }
    }
    Optional<JavaType> type = Shapes.value(graph.types(), step);
    if (forms.size() == step.forms().size() && type.isPresent()) {
      Optional<List<String>> path = path(forms.get(0));
      boolean bound = forms.stream()
          .flatMap(f -> f.operands().stream())
          .flatMap(o -> o.value().stream())
          .allMatch(v -> known(v).bound());
      path.ifPresent(p -> values.put(
          step.value(), new Value.Computed(step.value(), type.get(), step, forms, p, bound)));
    }
  }

  /** What the parameter is given; empty, with a problem noted unless its cause is already, when that is nothing. */
  private Optional<Operand> operand(Node node, Parameter parameter) {
    Optional<Resource> resource = graph.resource(parameter);
    if (resource.isPresent()) {
      return Optional.of(
          new Operand(parameter, parameter.type(), parameter.type(), Optional.empty(), resource));
    }
    Optional<JavaType> wanted = Shapes.wanted(graph.types(), node, parameter);
    Source source = parts.simplified(parameter.source());
    if (scope.find(source.name()).isEmpty()) {
      problems.add(
          new Problem.Unknown(source.name(), Optional.of(node), entry, parameter.sourceOrigin()));
      return Optional.empty();
    }
    if (!has(source.name()) || wanted.isEmpty()) {
      return Optional.empty();
    }
    Optional<Value> value = node.isConstructor()
        ? whole(source, List.of(), parameter.sourceOrigin())
        : value(source, parameter.sourceOrigin());
    boolean isOwn = entry.outputs().filter(o -> o.step().forms().contains(node)).isPresent();
    if (isOwn && value.filter(v -> !v.path().isEmpty()).isPresent()) {
      problems.add(new Problem.ManyValues(
          shown(value.get()),
          value.get().path(),
          entry,
          Optional.of(parameter),
          parameter.sourceOrigin()));
      return Optional.empty();
    }
    if (value.isPresent() && !fits(value.get().type(), wanted.get())) {
      problems.add(new Problem.Mismatch(
          shown(value.get()), value.get().type(), node, parameter, wanted.get()));
      return Optional.empty();
    }
    return value.map(
        v -> new Operand(parameter, wanted.get(), v.type(), Optional.of(v.id()), Optional.empty()));
  }

  private boolean fits(JavaType type, JavaType wanted) {
    return graph.types().assignable(type, wanted)
        || graph.types().assignable(graph.types().boxed(type), wanted);
  }

  private Optional<Value> value(Source source, Origin origin) {
    if (source instanceof Source.Each each) {
      return element(each.name(), origin);
    }
    if (source instanceof Source.All all) {
      return collect(all.name(), origin);
    }
    Value value = known(source.name());
    for (String component : ((Source.Named) source).components()) {
      Optional<Value> next = component(value, component, origin);
      if (next.isEmpty()) {
        return next;
      }
      value = next.get();
    }
    return Optional.of(value);
  }

  /** A value that was resolved before, by a name of it. */
  private Value known(String name) {
    String id = links.getOrDefault(name, name);
    return java.util.Objects.requireNonNull(values.get(id), id);
  }

  private boolean has(String name) {
    return values.containsKey(links.getOrDefault(name, name));
  }

  // ---- used pipelines

  /** Lets a name of a used pipeline stand for a value. */
  private void link(Alias alias) {
    if (alias.source().isEmpty()) {
      return;
    }
    Source source = parts.simplified(alias.source().get());
    if (scope.find(source.name()).isEmpty()) {
      problems.add(
          new Problem.Unknown(source.name(), Optional.of(alias.use()), entry, alias.origin()));
    } else if (has(source.name()) && alias.base().stream().allMatch(this::has)) {
      Optional<Value> value = alias.leaves()
          ? base(alias).flatMap(base -> whole(source, base, alias.origin()))
          : value(source, alias.origin());
      value.ifPresent(v -> link(alias, v));
    }
  }

  private void link(Alias alias, Value value) {
    if (alias.parameter().isPresent() && !fits(value.type(), alias.type())) {
      problems.add(new Problem.Mismatch(
          shown(value), value.type(), alias.use(), alias.parameter().get(), alias.type()));
    } else {
      links.put(alias.name(), value.id());
    }
  }

  /** The axes that a use runs on: the longest path of what it is given. */
  private Optional<List<String>> base(Alias alias) {
    Optional<Value> longest = alias.base().stream()
        .map(this::known)
        .max(java.util.Comparator.comparingInt(v -> v.path().size()));
    List<String> path = longest.map(Value::path).orElse(List.of());
    for (String name : alias.base()) {
      Value v = known(name);
      if (!begins(path, v.path())) {
        problems.add(new Problem.Incompatible(
            alias.use(), shown(v), v.path(), shown(longest.orElseThrow()), path, alias.origin()));
        return Optional.empty();
      }
    }
    for (String name : alias.opened()) {
      Value v = known(name);
      if (path.contains(v.id())) {
        problems.add(new Problem.Reopened(alias.use(), shown(v), alias.origin()));
        return Optional.empty();
      }
    }
    return Optional.of(path);
  }

  private static boolean begins(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  private Optional<Value> element(String name, Origin origin) {
    Value from = known(name);
    String list = from.id();
    Optional<JavaType> type = graph.types().element(from.type());
    if (type.isEmpty()) {
      problems.add(new Problem.NotAList(list, from.type(), origin));
      return Optional.empty();
    }
    Axis axis = axes.computeIfAbsent(list, id -> new Axis(id, from.path(), from.bound()));
    String id = elementIds.computeIfAbsent(
        list,
        l -> scope
            .elementName(l)
            .or(() -> scope.elementName(name))
            .orElseGet(() -> unnamed(l + "Element")));
    return Optional.of(values.computeIfAbsent(
        id, i -> new Value.Element(i, type.get(), list, axis.path(), from.bound())));
  }

  private Optional<Value> collect(String name, Origin origin) {
    Value of = known(name);
    if (of.path().isEmpty()) {
      problems.add(new Problem.NoAxis(name, origin));
      return Optional.empty();
    }
    return Optional.of(collect(of));
  }

  private Value collect(Value of) {
    String axis = of.path().get(of.path().size() - 1);
    List<String> path = of.path().subList(0, of.path().size() - 1);
    JavaType type = JavaType.Declared.listOf(graph.types().boxed(of.type()));
    return values.computeIfAbsent(
        unnamed(of.id() + "List"),
        id -> new Value.Collected(id, type, of.id(), axis, List.copyOf(path), of.bound()));
  }

  private Optional<Value> component(Value of, String component, Origin origin) {
    var parts = graph.types().components(of.type());
    var part = parts.stream().filter(p -> p.name().equals(component)).findFirst();
    if (part.isEmpty()) {
      List<String> present = parts.stream().map(p -> p.name()).toList();
      problems.add(new Problem.NoComponent(shown(of), of.type(), component, present, origin));
      return Optional.empty();
    }
    String id = unnamed(of.id()
        + component.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + component.substring(1));
    return Optional.of(values.computeIfAbsent(
        id,
        i -> new Value.Component(i, part.get().type(), of.id(), component, of.path(), of.bound())));
  }

  /** How a user would call the value. */
  private String shown(Value value) {
    if (value instanceof Value.Collected c) {
      return known(c.of()) instanceof Value.Collected inner
          ? shown(inner)
          : "@All(\"" + c.of() + "\")";
    }
    if (value instanceof Value.Computed c) {
      return c.step().label();
    }
    if (value instanceof Value.Component c) {
      return shown(known(c.of())) + "." + c.component();
    }
    return value instanceof Value.Element e && scope.elementName(e.list()).isEmpty()
        ? "each element of " + e.list()
        : value.id();
  }

  /** An id for a value without a name, which nothing in the pipeline has as its name. */
  private String unnamed(String id) {
    return scope.find(id).isEmpty() ? id : unnamed(id + "_");
  }

  /** The longest path among the operands, if all others are prefixes of it. */
  private Optional<List<String>> path(Form form) {
    Value longest = null;
    for (Operand o : form.operands()) {
      if (o.value().isPresent()) {
        Value v = known(o.value().get());
        longest = longest == null || v.path().size() > longest.path().size() ? v : longest;
      }
    }
    for (Operand o : form.operands()) {
      if (o.value().isPresent() && longest != null) {
        Value v = known(o.value().get());
        if (!longest.path().subList(0, v.path().size()).equals(v.path())) {
          problems.add(new Problem.Incompatible(
              form.node(),
              shown(v),
              v.path(),
              shown(longest),
              longest.path(),
              o.parameter().sourceOrigin()));
          return Optional.empty();
        }
      }
    }
    return Optional.of(longest == null ? List.of() : longest.path());
  }

  /** What leaves a pipeline: all values along every axis beyond those around it, where all are asked for. */
  private Optional<Value> whole(Source source, List<String> around, Origin origin) {
    if (!(source instanceof Source.All)) {
      return value(source, origin);
    }
    Value value = known(source.name());
    if (value.path().isEmpty() && around.isEmpty()) {
      problems.add(new Problem.NoAxis(source.name(), origin));
      return Optional.empty();
    }
    while (!begins(around, value.path())) {
      value = collect(value);
    }
    return Optional.of(value);
  }

  private Optional<String> result() {
    Source request = parts.simplified(entry.request());
    if (!has(request.name())) {
      return Optional.empty();
    }
    Optional<Value> asked = whole(request, List.of(), entry.requestOrigin());
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Value result = asked.get();
    if (!result.path().isEmpty()) {
      problems.add(new Problem.ManyValues(
          shown(result), result.path(), entry, Optional.empty(), entry.requestOrigin()));
      return Optional.empty();
    }
    if (!graph
        .types()
        .assignable(graph.types().boxed(result.type()), graph.types().boxed(entry.result()))) {
      problems.add(new Problem.ResultMismatch(shown(result), result.type(), entry));
      return Optional.empty();
    }
    return Optional.of(result.id());
  }
}
