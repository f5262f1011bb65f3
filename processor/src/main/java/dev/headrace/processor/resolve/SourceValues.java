package dev.headrace.processor.resolve;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a parameter or an entry asks for, as a value: an element, a component, all values along axes. */
final class SourceValues {
  private final TypeSystem types;
  private final Scope scope;
  private final FlowBuilder flow;
  private final List<Problem> problems;
  private final Set<Source> asked = new HashSet<>(); // those that are being resolved
  private final Map<String, String> elementIds = new HashMap<>(); // by the id of their list
  private final OutputParts parts;

  SourceValues(TypeSystem types, Scope scope, FlowBuilder flow, List<Problem> problems) {
    this.types = types;
    this.scope = scope;
    this.flow = flow;
    this.problems = problems;
    this.parts = new OutputParts(types, scope);
  }

  /** The source itself, or what a component of outputs asks for that it names. */
  Source simplified(Source source) {
    return parts.simplified(source);
  }

  /** The names that must be resolved before the source is. */
  List<String> needs(Source asked) {
    Source source = parts.simplified(asked);
    List<String> names = new ArrayList<>(source.names());
    source.names().stream().skip(1).map(this::opened).forEach(names::add);
    if (source instanceof Source.Each each && each.with().isEmpty()) {
      names.add(opened(each.name()));
    }
    return names;
  }

  /** The same of the elements of a list. */
  List<String> needs(Definition.OfElements elements) {
    List<String> names = new ArrayList<>(List.of(elements.list()));
    elements.with().ifPresent(w -> names.addAll(List.of(w, opened(w))));
    aliased(elements.list()).map(this::opened).ifPresent(names::add);
    return names;
  }

  /**
   * The name of a list's elements where they have one: they may lie on the axis of another list. A list that a used pipeline is
   * given has that of the list that it is.
   */
  private String opened(String name) {
    Set<String> seen = new HashSet<>();
    Optional<String> list = Optional.of(name);
    while (list.isPresent() && seen.add(list.get())) {
      Optional<String> element = scope.elementName(list.get());
      if (element.isPresent()) {
        return element.get();
      }
      list = aliased(list.get());
    }
    return name;
  }

  /** The value that a name within a used pipeline is another one for. */
  private Optional<String> aliased(String name) {
    return scope
        .find(name)
        .filter(Definition.OfAlias.class::isInstance)
        .flatMap(d -> ((Definition.OfAlias) d).alias().source())
        .filter(s -> s instanceof Source.Named n && n.components().isEmpty())
        .map(Source::name);
  }

  /**
   * The value, or empty with a problem noted unless its cause is already.
   *
   * @param by the step that asks
   * @param wanted the type that it must have
   */
  Optional<Value> of(Source named, Optional<Node> by, Optional<JavaType> wanted, Origin origin) {
    Source source = parts.simplified(named);
    if (source instanceof Source.Each each) {
      boolean first = asked.add(each);
      Optional<Value> element = each(each, by, wanted, origin);
      if (first) {
        asked.remove(each);
      }
      return element;
    }
    Value value = flow.value(source.name());
    if (source instanceof Source.All all) {
      return all(value, all, by, origin);
    }
    for (String component : ((Source.Named) source).components()) {
      Optional<Value> next = component(value, component, origin);
      if (next.isEmpty()) {
        return next;
      }
      value = next.get();
    }
    return Optional.of(value);
  }

  private Optional<Value> component(Value of, String component, Origin origin) {
    var parts = types.components(of.type());
    var part = parts.stream().filter(p -> p.name().equals(component)).findFirst();
    if (part.isEmpty()) {
      List<String> present = parts.stream().map(p -> p.name()).toList();
      problems.add(new Problem.NoComponent(flow.shown(of), of.type(), component, present, origin));
    }
    return part.map(p -> flow.component(of, p));
  }

  // ---- elements

  /** The elements of a list where they lie, or in lockstep with those that its {@code @Elements} names. */
  Optional<Value> element(String list, Origin origin) {
    Value from = flow.value(list);
    if (flow.elementType(from).isEmpty()) {
      problems.add(new Problem.NotAList(list, from.type(), origin));
      return Optional.empty();
    }
    Optional<String> name = scope.elementName(from.id()).or(() -> scope.elementName(list));
    String id =
        elementIds.computeIfAbsent(from.id(), l -> name.orElseGet(() -> free(l + "Element")));
    Optional<Definition.OfElements> lockstep = name.flatMap(scope::find)
        .filter(Definition.OfElements.class::isInstance)
        .map(Definition.OfElements.class::cast)
        .filter(e -> e.with().isPresent());
    if (lockstep.isEmpty()) {
      Axis axis = flow.open(flow.shown(from), from, from.path());
      return Optional.of(flow.named(id, from, axis, false));
    }
    Origin withOrigin = lockstep.get().withOrigin();
    return axis("with", lockstep.get().with().orElseThrow(), Optional.empty(), withOrigin)
        .filter(a -> isAround(from, a, withOrigin))
        .map(a -> flow.named(id, from, a, !a.list().equals(from.id())));
  }

  private String free(String id) {
    return scope.find(id).isEmpty() ? id : free(id + "_");
  }

  /** Whether there is one of the list for each of the lists that opened the axis. */
  private boolean isAround(Value list, Axis axis, Origin origin) {
    if (!Axis.begins(axis.parent(), list.path())) {
      problems.add(new Problem.Apart(
          flow.shown(list),
          flow.shown(list.path()),
          axis.name(),
          flow.shown(axis.parent()),
          origin));
      return false;
    }
    return true;
  }

  private Optional<Value> each(
      Source.Each each, Optional<Node> by, Optional<JavaType> wanted, Origin origin) {
    Value value = flow.value(each.name());
    if (each.with().isPresent()) {
      if (flow.elementType(value).isEmpty()) {
        problems.add(new Problem.NotAList(each.name(), value.type(), origin));
        return Optional.empty();
      }
      return axis("with", each.with().get(), by, each.placeOrigin()).flatMap(a -> {
        if (a.list().equals(value.id()) && a.parent().equals(value.path())) {
          return element(each.name(), origin);
        }
        String id = value.id() + "With" + FlowBuilder.capital(a.id());
        return isAround(value, a, each.placeOrigin())
            ? Optional.of(flow.element(id, value, a, !a.list().equals(value.id())))
            : Optional.<Value>empty();
      });
    }
    if (each.within().isEmpty()) {
      return element(each.name(), origin);
    }
    Optional<Axis> around = axis("within", each.within().get(), by, each.placeOrigin());
    return around.flatMap(a -> repeated(value, wanted, origin).map(v -> {
      int common = Math.min(Axis.common(v.path(), a.path()), v.path().size() - 1);
      return flow.repeat(v, common, a.path());
    }));
  }

  /** What a nested loop goes through: the elements of a list where they fit, or else the values themselves. */
  private Optional<Value> repeated(Value value, Optional<JavaType> wanted, Origin origin) {
    Optional<JavaType> element = flow.elementType(value);
    boolean fits =
        element.isPresent() && wanted.filter(w -> fits(element.get(), w)).isPresent();
    return value.path().isEmpty() || fits ? element(value.id(), origin) : Optional.of(value);
  }

  boolean fits(JavaType type, JavaType wanted) {
    return types.assignable(type, wanted) || types.assignable(types.boxed(type), wanted);
  }

  // ---- axes

  /**
   * The axis that a name stands for in an annotation of a step: its own, or, where the step takes nothing along that, the one
   * along which another of its parameters takes what has the name.
   */
  private Optional<Axis> axis(String key, String name, Optional<Node> by, Origin origin) {
    Optional<Parameter> beside = by.flatMap(n -> n.parameters().stream()
        .filter(p -> p.source() instanceof Source.Each each
            && each.name().equals(name)
            && each.isPlaced()
            && !asked.contains(each))
        .findFirst());
    if (beside.isEmpty() || !flow.has(name)) {
      return own(key, name, by, origin);
    }
    Optional<Value> other = of(by.orElseThrow(), beside.get());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    Optional<Axis> own = own(key, name, by, origin);
    boolean isAlong = own.filter(
            a -> other.get().path().contains(a.id()) || takesAlong(by.orElseThrow(), a))
        .isPresent();
    return isAlong ? own : other.map(v -> flow.axis(FlowBuilder.last(v.path())));
  }

  /** Whether the step takes a value that lies on the axis, where nothing else says on which it does. */
  private boolean takesAlong(Node step, Axis axis) {
    return step.parameters().stream()
        .filter(p -> p.source().names().size() == 1 && flow.has(p.source().name()))
        .flatMap(p -> of(step, p).stream())
        .anyMatch(v -> v.path().contains(axis.id()));
  }

  private Optional<Value> of(Node step, Parameter p) {
    return of(p.source(), Optional.of(step), Shapes.wanted(types, step, p), p.sourceOrigin());
  }

  /** The axis of the list's elements, or the innermost one of any other value. */
  private Optional<Axis> own(String key, String name, Optional<Node> by, Origin origin) {
    Optional<Value> value = Optional.of(name).filter(flow::has).map(flow::value);
    if (value.isPresent() && flow.elementType(value.get()).isPresent()) {
      return element(name, origin).map(e -> flow.axis(FlowBuilder.last(e.path())));
    }
    if (value.isPresent() && !value.get().path().isEmpty()) {
      return Optional.of(flow.axis(FlowBuilder.last(value.get().path())));
    }
    if (value.isPresent() || scope.find(name).isEmpty()) {
      Optional<Source> taken = by.flatMap(n -> n.parameters().stream()
          .filter(p -> p.name().equals(name) && value.isEmpty())
          .map(Parameter::source)
          .findFirst());
      problems.add(new Problem.NoAxisCalled(key, name, value.map(Value::type), taken, origin));
    }
    return Optional.empty();
  }

  private Optional<Value> all(Value of, Source.All all, Optional<Node> by, Origin origin) {
    if (of.path().isEmpty()) {
      problems.add(new Problem.NoAxis(all.name(), origin));
      return Optional.empty();
    }
    if (all.over().isEmpty()) {
      return Optional.of(flow.collect(of));
    }
    return axis("over", all.over().get(), by, all.overOrigin()).flatMap(over -> {
      Optional<String> around = Stream.concat(
              of.path().stream().filter(over.id()::equals),
              of.path().stream().filter(a -> flow.axis(a).name().equals(over.name())))
          .findFirst();
      if (around.isEmpty()) {
        problems.add(new Problem.NotAround(
            flow.shown(of), flow.shown(of.path()), all.over().get(), all.overOrigin()));
      }
      return around.map(a -> flow.collect(of, a));
    });
  }

  /**
   * What leaves a pipeline: where all values are asked for, those along every axis beyond the ones around it, flattened from the
   * one that it names.
   */
  Optional<Value> whole(
      Source named,
      Optional<Node> by,
      Optional<JavaType> wanted,
      List<String> around,
      Origin origin) {
    Source source = parts.simplified(named);
    if (!(source instanceof Source.All all)) {
      return of(source, by, wanted, origin);
    }
    Value value = flow.value(all.name());
    boolean isOne = value.path().isEmpty() && around.isEmpty();
    Optional<Value> asked =
        isOne || all.over().isPresent() ? all(value, all, by, origin) : Optional.of(value);
    while (asked.isPresent() && !Axis.begins(around, asked.get().path())) {
      asked = Optional.of(flow.collect(asked.get()));
    }
    return asked;
  }
}
