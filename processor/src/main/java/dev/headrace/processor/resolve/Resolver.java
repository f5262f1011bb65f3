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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves one entry: orders what it needs, then gives every name its value, type and path. */
final class Resolver {
  private final Graph graph;
  private final Entry entry;
  private final Scope scope;
  private final FlowBuilder flow;
  private final SourceValues sources;
  private final List<Problem> problems = new ArrayList<>();

  Resolver(Graph graph, Entry entry) {
    this.graph = graph;
    this.entry = entry;
    this.scope = Scope.of(graph, entry);
    this.flow = new FlowBuilder(graph.types(), scope);
    this.sources = new SourceValues(graph.types(), scope, flow, problems);
  }

  Flow resolve() {
    Order order = new Order(this::needs);
    sources.needs(entry.request()).forEach(order::visit);
    List<String> reached = order.names().stream()
        .filter(n -> step(n).isPresent() || alias(n).isPresent())
        .toList();
    if (scope.find(entry.request().name()).isEmpty()) {
      problems.add(new Problem.Unknown(
          entry.request().name(), Optional.empty(), entry, entry.requestOrigin()));
    }
    List<List<String>> cycles = order.cycles();
    if (!cycles.isEmpty()) {
      cycles.forEach(c -> problems.add(cycle(c)));
      return flow(Optional.empty(), reached);
    }
    order.names().forEach(this::define);
    Optional<String> result = result();
    return flow(problems.isEmpty() ? result : Optional.empty(), reached);
  }

  /** The axes of every name that the entry can see, as messages call them; without what cannot be made out. */
  Map<String, List<String>> paths() {
    Order order = new Order(this::needs);
    scope.all().keySet().forEach(order::visit);
    order.names().forEach(this::define);
    Map<String, List<String>> paths = new LinkedHashMap<>();
    scope.all().keySet().stream()
        .filter(flow::has)
        .forEach(n -> paths.put(n, flow.shown(flow.value(n).path())));
    return paths;
  }

  private Flow flow(Optional<String> result, List<String> reached) {
    return new Flow(entry, flow.values(), flow.axes(), result, problems, reached);
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
        .filter(n -> step(n).filter(Step::isOwn).isPresent()
            || alias(n).filter(Alias::leaves).isPresent())
        .toList());
    if (seen.isEmpty()) {
      seen.addAll(names.subList(1, names.size())); // of the elements of lists alone
    }
    seen.add(0, seen.get(seen.size() - 1));
    String first = seen.get(0);
    Origin origin = step(first)
        .map(s -> s.first().origin())
        .or(() -> alias(first).map(Alias::origin))
        .or(() -> scope.find(first).map(Definition::origin))
        .orElse(entry.origin());
    return new Problem.Cycle(seen, origin);
  }

  /** The names that a name needs, in the order of the parameters. */
  private List<String> needs(String name) {
    Definition definition = scope.find(name).orElse(null);
    if (definition instanceof Definition.OfElements elements) {
      return sources.needs(elements);
    }
    if (definition instanceof Definition.OfAlias a) {
      return Stream.concat(
              a.alias().sources().flatMap(x -> sources.needs(x).stream()),
              a.alias().base().stream())
          .toList();
    }
    if (!(definition instanceof Definition.OfStep step)) {
      return List.of();
    }
    return step.step().forms().stream()
        .flatMap(f -> f.parameters().stream())
        .filter(p -> graph.resource(p).isEmpty())
        .flatMap(p -> sources.needs(p.source()).stream())
        .distinct()
        .toList();
  }

  private void define(String name) {
    Definition definition = scope.find(name).orElse(null);
    if (definition instanceof Definition.OfParameter p) {
      flow.add(new Value.Argument(name, p.parameter().type(), p.parameter()));
    } else if (definition instanceof Definition.OfInput i) {
      flow.add(new Value.BoundInput(name, i.input().type(), i.input().nullable()));
    } else if (definition instanceof Definition.OfElements e && flow.has(e.list())) {
      sources.element(e.list(), e.origin()).ifPresent(v -> flow.link(name, v));
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
      List<Form> based = based(step, forms);
      Optional<List<String>> path = path(based.get(0));
      boolean bound = based.stream()
          .flatMap(f -> f.operands().stream())
          .flatMap(o -> o.value().stream())
          .allMatch(v -> flow.value(v).bound());
      path.ifPresent(
          p -> flow.add(new Value.Computed(step.value(), type.get(), step, based, p, bound)));
    }
  }

  /**
   * Where a step of a used pipeline takes what lies on the axes that the use runs on, and elements of a list that is the same for
   * all of those: these once more for each.
   */
  private List<Form> based(Step step, List<Form> forms) {
    List<Form> based = forms;
    for (List<String> names : step.bases()) {
      Value longest = longest(based.get(0));
      boolean fits = values(based.get(0))
          .allMatch(v -> longest != null && Axis.begins(longest.path(), v.path()));
      List<String> base = names.stream()
          .filter(flow::has)
          .map(n -> flow.value(n).path())
          .max(java.util.Comparator.comparingInt(List::size))
          .orElse(List.of());
      if (!fits) {
        based = based.stream()
            .map(f -> new Form(
                f.node(),
                f.receiver(),
                f.operands().stream().map(o -> based(o, base)).toList()))
            .toList();
      }
    }
    return based;
  }

  private Operand based(Operand o, List<String> base) {
    if (o.value().isEmpty()) {
      return o;
    }
    Value v = flow.value(o.value().get());
    if (Axis.begins(base, v.path()) || Axis.begins(v.path(), base)) {
      return o;
    }
    Value again = flow.repeat(v, Axis.common(v.path(), base), base);
    return new Operand(
        o.parameter(), o.type(), again.type(), Optional.of(again.id()), o.resource());
  }

  private Stream<Value> values(Form form) {
    return form.operands().stream().flatMap(o -> o.value().stream()).map(flow::value);
  }

  /** What lies on most axes, the first of those. */
  private @Nullable Value longest(Form form) {
    return values(form)
        .reduce((a, b) -> b.path().size() > a.path().size() ? b : a)
        .orElse(null);
  }

  /** What the parameter is given; empty, with a problem noted unless its cause is already, when that is nothing. */
  private Optional<Operand> operand(Node node, Parameter parameter) {
    Optional<Resource> resource = graph.resource(parameter);
    if (resource.isPresent()) {
      return Optional.of(
          new Operand(parameter, parameter.type(), parameter.type(), Optional.empty(), resource));
    }
    Optional<JavaType> wanted = Shapes.wanted(graph.types(), node, parameter);
    Source source = sources.simplified(parameter.source());
    if (scope.find(source.name()).isEmpty()) {
      problems.add(
          new Problem.Unknown(source.name(), Optional.of(node), entry, parameter.sourceOrigin()));
      return Optional.empty();
    }
    if (!flow.has(source.name()) || wanted.isEmpty()) {
      return Optional.empty();
    }
    Optional<Value> value = node.isConstructor()
        ? sources.whole(source, Optional.of(node), wanted, List.of(), parameter.sourceOrigin())
        : sources.of(source, Optional.of(node), wanted, parameter.sourceOrigin());
    boolean isOwn = entry.outputs().filter(o -> o.step().forms().contains(node)).isPresent();
    if (isOwn && value.filter(v -> !v.path().isEmpty()).isPresent()) {
      problems.add(new Problem.ManyValues(
          flow.shown(value.get()),
          flow.shown(value.get().path()),
          entry,
          Optional.of(parameter),
          parameter.sourceOrigin()));
      return Optional.empty();
    }
    if (value.isPresent() && !sources.fits(value.get().type(), wanted.get())) {
      problems.add(new Problem.Mismatch(
          shown(parameter.source(), value.get()),
          value.get().type(),
          !value.get().path().isEmpty(),
          node,
          parameter,
          wanted.get()));
      return Optional.empty();
    }
    return value.map(
        v -> new Operand(parameter, wanted.get(), v.type(), Optional.of(v.id()), Optional.empty()));
  }

  /** How a message calls the value: what a used pipeline gives by the name of the use. */
  private String shown(Source source, Value value) {
    boolean isUse = source instanceof Source.Named n
        && n.components().isEmpty()
        && alias(n.name()).filter(a -> a.use().value().equals(n.name())).isPresent();
    return isUse ? source.name() : flow.shown(value);
  }

  // ---- used pipelines

  /** Lets a name of a used pipeline stand for a value. */
  private void link(Alias alias) {
    if (alias.source().isEmpty()) {
      return;
    }
    Source source = sources.simplified(alias.source().get());
    if (scope.find(source.name()).isEmpty()) {
      problems.add(
          new Problem.Unknown(source.name(), Optional.of(alias.use()), entry, alias.origin()));
    } else if (flow.has(source.name()) && alias.base().stream().allMatch(flow::has)) {
      Optional<Node> use = Optional.of(alias.use());
      Optional<JavaType> wanted = Optional.of(alias.type());
      Optional<Value> value = alias.leaves()
          ? base(alias).flatMap(b -> sources.whole(source, use, wanted, b, alias.origin()))
          : sources.of(source, use, wanted, alias.origin());
      value.ifPresent(v -> link(alias, v));
    }
  }

  private void link(Alias alias, Value value) {
    if (alias.parameter().isPresent() && !sources.fits(value.type(), alias.type())) {
      problems.add(new Problem.Mismatch(
          flow.shown(value),
          value.type(),
          !value.path().isEmpty(),
          alias.use(),
          alias.parameter().get(),
          alias.type()));
    } else {
      flow.link(alias.name(), value);
    }
  }

  /** The axes that a use runs on: the longest path of what it is given. */
  private Optional<List<String>> base(Alias alias) {
    Optional<Value> longest = alias.base().stream()
        .map(flow::value)
        .max(java.util.Comparator.comparingInt(v -> v.path().size()));
    List<String> path = longest.map(Value::path).orElse(List.of());
    for (String name : alias.base()) {
      Value v = flow.value(name);
      if (!Axis.begins(path, v.path())) {
        Value other = longest.orElseThrow();
        problems.add(
            new Problem.Incompatible(alias.use(), side(v, other), side(other, v), alias.origin()));
        return Optional.empty();
      }
    }
    for (String name : alias.opened()) {
      Value v = flow.value(name);
      if (path.stream().anyMatch(a -> flow.axis(a).list().equals(v.id()))) {
        problems.add(new Problem.Reopened(alias.use(), flow.shown(v), alias.origin()));
        return Optional.empty();
      }
    }
    return Optional.of(path);
  }

  /** The longest path among the operands, if all others are prefixes of it. */
  private Optional<List<String>> path(Form form) {
    Value longest = longest(form);
    for (Operand o : form.operands()) {
      if (o.value().isPresent() && longest != null) {
        Value v = flow.value(o.value().get());
        if (!Axis.begins(longest.path(), v.path())) {
          problems.add(new Problem.Incompatible(
              form.node(), side(v, longest), side(longest, v), o.parameter().sourceOrigin()));
          return Optional.empty();
        }
      }
    }
    return Optional.of(longest == null ? List.of() : longest.path());
  }

  private Problem.Side side(Value v, Value other) {
    int apart = Axis.common(v.path(), other.path());
    boolean isElement = v instanceof Value.Element;
    String each = isElement ? flow.axis(FlowBuilder.last(v.path())).name() : flow.shown(v);
    return new Problem.Side(
        flow.shown(v),
        flow.shown(v.path()),
        flow.axis(v.path().get(apart)).name(),
        flow.place(v),
        flow.beside(v, other),
        each,
        isElement ? each + " itself" : "@All(\"" + each + "\")");
  }

  private Optional<String> result() {
    if (!flow.has(sources.simplified(entry.request()).name())) {
      return Optional.empty();
    }
    Optional<Value> asked = sources.whole(
        entry.request(), Optional.empty(), Optional.empty(), List.of(), entry.requestOrigin());
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    Value result = asked.get();
    if (!result.path().isEmpty()) {
      problems.add(new Problem.ManyValues(
          flow.shown(result),
          flow.shown(result.path()),
          entry,
          Optional.empty(),
          entry.requestOrigin()));
      return Optional.empty();
    }
    if (!graph
        .types()
        .assignable(graph.types().boxed(result.type()), graph.types().boxed(entry.result()))) {
      problems.add(new Problem.ResultMismatch(flow.shown(result), result.type(), entry));
      return Optional.empty();
    }
    return Optional.of(result.id());
  }
}
