package dev.headrace.processor.resolve;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The values and axes of one entry, as they are made; what is made of the same things is the same value. */
final class FlowBuilder {
  private final TypeSystem types;
  private final Scope scope;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Axis> axes = new LinkedHashMap<>();
  private final Map<String, String> links = new HashMap<>(); // names of values with another id

  FlowBuilder(TypeSystem types, Scope scope) {
    this.types = types;
    this.scope = scope;
  }

  Map<String, Value> values() {
    return values;
  }

  Map<String, Axis> axes() {
    return axes;
  }

  void add(Value value) {
    values.put(value.id(), value);
  }

  /** Lets a name stand for a value with another id. */
  void link(String name, Value value) {
    links.put(name, value.id());
  }

  boolean has(String name) {
    return values.containsKey(links.getOrDefault(name, name));
  }

  /** A value that was made before, by its id or a name of it. */
  Value value(String name) {
    String id = links.getOrDefault(name, name);
    return Objects.requireNonNull(values.get(id), id);
  }

  /** An axis that was opened before. */
  Axis axis(String id) {
    return Objects.requireNonNull(axes.get(id), id);
  }

  /** The axis of a list along the path given, on which or within which the list lies. */
  Axis open(String name, Value list, List<String> parent) {
    boolean isNested = !list.path().equals(parent);
    String base = isNested ? list.id() + "In" + capital(last(parent)) : list.id();
    boolean bound = list.bound() && parent.stream().allMatch(a -> axis(a).bound());
    String id = base;
    while (true) {
      Axis axis = new Axis(id, name, list.id(), parent, bound, list.type().isOptional());
      Axis known = axes.get(id);
      if (known != null && known.equals(axis)) {
        return known;
      }
      if (known == null && (!isNested || scope.find(id).isEmpty())) {
        axes.put(id, axis);
        return axis;
      }
      id += "_";
    }
  }

  /**
   * The elements of a list along an axis.
   *
   * @param lockstep whether another list opened the axis, so that the sizes may differ
   */
  Value element(String id, Value list, Axis axis, boolean lockstep) {
    return element(id, false, list, axis, lockstep);
  }

  /** The same, for elements whose name this is. */
  Value named(String name, Value list, Axis axis, boolean lockstep) {
    return element(name, true, list, axis, lockstep);
  }

  private Value element(String id, boolean isName, Value list, Axis axis, boolean lockstep) {
    JavaType type = types.element(list.type()).orElseThrow();
    return make(
        id,
        isName,
        i -> new Value.Element(
            i, type, list.id(), axis.path(), list.bound() && axis.bound(), lockstep));
  }

  /** All values from an axis of their path inwards: an {@code Optional} where there is at most one. */
  Value collect(Value of, String axis) {
    int from = of.path().indexOf(axis);
    List<String> along = of.path().subList(from, of.path().size());
    return collect(of, axis, along.stream().allMatch(a -> axis(a).optional()));
  }

  /** The same as a {@code List}, which tells a null that is there from nothing. */
  private Value gather(Value of, String axis) {
    return collect(of, axis, false);
  }

  private Value collect(Value of, String axis, boolean optional) {
    int from = of.path().indexOf(axis);
    List<String> along = of.path().subList(from, of.path().size());
    JavaType boxed = types.boxed(of.type());
    JavaType type = optional
        ? new JavaType.Declared("java.util", List.of("Optional"), List.of(boxed))
        : JavaType.Declared.listOf(boxed);
    String id = of.id()
        + (optional ? "Optional" : "List")
        + (along.size() > 1 ? "Over" + capital(axis) : "");
    return make(
        id,
        i -> new Value.Collected(
            i, type, of.id(), along, of.path().subList(0, from), optional, of.bound()));
  }

  /** All values along the innermost axis. */
  Value collect(Value of) {
    return collect(of, last(of.path()));
  }

  /** A component of a record, which it has. */
  Value component(Value of, TypeSystem.Component part) {
    return make(
        of.id() + capital(part.name()),
        i -> new Value.Component(i, part.type(), of.id(), part.name(), of.path(), of.bound()));
  }

  /**
   * The value once more for each element of a path: what lies beyond the first axes of its own is gone through there again.
   *
   * @param common how many axes of the value's own path it keeps, all of which the other path begins with
   */
  Value repeat(Value value, int common, List<String> within) {
    if (value.path().size() <= common) {
      return value;
    }
    Axis own = axis(last(value.path()));
    Axis nested = nest(own, common, within);
    if (nested.equals(own)) {
      return value;
    }
    boolean opened = value instanceof Value.Element e
        && value(e.list()).path().size() < value.path().size();
    Value list = opened ? value(((Value.Element) value).list()) : gather(value, own.id());
    return element(
        value.id() + "In" + capital(last(nested.parent())),
        repeat(list, common, within),
        nested,
        value instanceof Value.Element e && e.lockstep());
  }

  private Axis nest(Axis own, int common, List<String> within) {
    List<String> parent = own.parent().size() <= common
        ? within
        : nest(axis(last(own.parent())), common, within).path();
    return open(own.name(), repeat(value(own.list()), common, within), parent);
  }

  private Value make(String id, Function<String, Value> made) {
    return make(id, false, made);
  }

  /** The value with the id given, if that is its name or free, or with one like it that nothing else has. */
  private Value make(String wanted, boolean isName, Function<String, Value> made) {
    String id = wanted;
    while (true) {
      Value value = made.apply(id);
      Value known = values.get(id);
      if (known != null && known.equals(value)) {
        return known;
      }
      boolean isOwn = isName && id.equals(wanted);
      if (known == null && (isOwn || scope.find(id).isEmpty())) {
        values.put(id, value);
        return value;
      }
      id += "_";
    }
  }

  /** How a message calls the value. */
  String shown(Value value) {
    if (value instanceof Value.Collected c) {
      return value(c.of()) instanceof Value.Collected inner
          ? shown(inner)
          : "@All(\"" + c.of() + "\")";
    }
    if (value instanceof Value.Computed c) {
      return c.step().label();
    }
    if (value instanceof Value.Component c) {
      return shown(value(c.of())) + "." + c.component();
    }
    if (value instanceof Value.Element e && scope.find(e.id()).isEmpty()) {
      String list = shown(value(e.list()));
      return scope.elementName(e.list()).orElse("each element of " + list);
    }
    return value.id();
  }

  /** How a message calls the axes of a path. */
  List<String> shown(List<String> path) {
    List<String> names = new ArrayList<>();
    path.forEach(a -> names.add(axis(a).name()));
    return names;
  }

  /** What an annotation can name to mean the innermost axis of the value; nothing where that means one further out. */
  Optional<String> place(Value value) {
    boolean named =
        scope.find(value.id()).isPresent() && types.element(value.type()).isEmpty();
    List<String> axes = shown(value.path());
    String innermost = last(axes);
    return named
        ? Optional.of(value.id())
        : Optional.of(innermost).filter(a -> axes.indexOf(a) == axes.size() - 1);
  }

  /** What an annotation can name so that the value goes along the inner loops that the other does, if those are over its lists. */
  Optional<String> beside(Value value, Value other) {
    int common = Axis.common(value.path(), other.path());
    List<String> own = shown(value.path());
    List<String> others = shown(other.path());
    int around = others.size() - (own.size() - common);
    return around > common
            && others.subList(around, others.size()).equals(own.subList(common, own.size()))
        ? Optional.of(others.get(around - 1))
        : Optional.empty();
  }

  static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  /** The type of one element of the value, if it has any. */
  Optional<JavaType> elementType(Value value) {
    return types.element(value.type());
  }
}
