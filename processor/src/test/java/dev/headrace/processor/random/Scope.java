package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Given;
import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Taken;
import dev.headrace.processor.random.Spec.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The language's rules of types and axes once more, apart from the processor's: what is wrong is an exception. */
final class Scope {
  private static final int DEEPEST = 4;
  private final Spec spec;
  private final String prefix;
  private final Map<String, Known> known = new LinkedHashMap<>();
  private final Map<String, Known> opened; // the lists of axes
  private List<String> base = List.of(); // what the use runs on

  Scope(Spec spec, boolean each) {
    this(spec, "", new LinkedHashMap<>());
    spec.parameters().forEach(p -> add(each ? Spec.element(p) : p));
    spec.inputs().forEach(this::add);
  }

  /** What is within a used pipeline; its axes have the use's name before theirs. */
  private Scope(Spec spec, String prefix, Map<String, Known> opened) {
    this.spec = spec;
    this.prefix = prefix;
    this.opened = opened;
  }

  Map<String, Known> known() {
    return known;
  }

  private Known value(String name) {
    Known value = known.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  private void add(Given g) {
    Given twin = spec.parameters().stream()
        .filter(p -> p.name().equals(g.twin()))
        .findFirst()
        .or(() -> spec.inputs().stream().filter(i -> i.name().equals(g.twin())).findFirst())
        .orElse(g);
    if (!g.twin().isEmpty() && twin == g) {
      throw new IllegalArgumentException("no " + g.twin());
    }
    if (!g.twin().isEmpty() && !known.containsKey(g.twin())) {
      return; // its elements are none where an entry is called with one of the other's
    }
    List<String> elements = Types.hasElements(g.type()) ? List.of(twin.name()) : List.of();
    Known value = new Known(g.type(), List.of(), elements, twin.name(), 0);
    known.put(g.name(), value);
    opened.putIfAbsent(g.name(), value);
    if (!g.element().isEmpty()) {
      element(g.element(), value(g.name()));
    }
  }

  private void element(String name, Known list) {
    String type = Types.element(list.type());
    known.put(name, listed(name, type, list.elements(), list.size() + "/", list.dim()));
  }

  private Known listed(String name, String type, List<String> path, String size, int dim) {
    String axis = prefix + name;
    Known value =
        new Known(type, path, Types.hasElements(type) ? plus(path, axis) : List.of(), size, dim);
    opened.put(axis, value);
    return value;
  }

  void add(Step step) {
    List<String> path = path(step);
    if (!step.uses().isEmpty()) {
      use(step, path);
      return;
    }
    String size = step.name();
    if (step.has(Trait.SIZED)) {
      Known first = taken(step.takes(), step.takes().get(0));
      if (!Types.isList(first.type()) || !Types.isList(step.result())) {
        throw new IllegalArgumentException("no size");
      }
      size = first.size();
    }
    step.takes().forEach(t -> demand(t, taken(step.takes(), t)));
    int dim = step.has(Trait.DIM) ? step.size() : 0;
    Known value = listed(step.name(), step.result(), path, size, dim);
    known.put(step.name(), value);
    if (step.has(Trait.ELEMENTS)) {
      element(step.name() + "e", value);
    }
  }

  /** Fails where a size is demanded of what has none, or is known to have another. */
  private static void demand(Taken t, Known value) {
    boolean fits = Types.hasSize(value.type()) && (value.dim() == 0 || value.dim() == t.dim());
    if (t.dim() > 0 && !fits) {
      throw new IllegalArgumentException("another size");
    }
  }

  /** The steps of the used pipeline, as if they were written here. */
  private void use(Step step, List<String> base) {
    Spec used = spec.used().get(step.uses());
    if (used == null || used.parameters().size() != step.takes().size()) {
      throw new IllegalArgumentException("no such pipeline");
    }
    used.known();
    Scope inner = new Scope(used, step.name() + ".", opened);
    for (int i = 0; i < step.takes().size(); i++) {
      Taken t = step.takes().get(i);
      Given p = used.parameters().get(i);
      Known given = taken(step.takes(), t);
      List<String> named = elementAxis(t);
      boolean reopened = base.stream()
          .anyMatch(a -> given.elements().contains(list(a)) || named.contains(list(a)));
      if (!given.type().equals(p.type())
          || reopened
          || step.has(Trait.ELEMENTS) && i == 0 && t.how() != Spec.How.EACH) {
        throw new IllegalArgumentException("other types, or an axis within itself");
      }
      inner.given(p, given);
    }
    for (Given i : used.inputs()) {
      Known given = value(i.name());
      if (!spec.inputs().contains(i)
          || base.stream().anyMatch(a -> given.elements().contains(list(a)))) {
        throw new IllegalArgumentException("other inputs, or an axis within itself");
      }
      inner.given(i, given);
    }
    inner.base = base;
    used.steps().forEach(inner::add);
    Spec.Entry entry = used.entries().get(0);
    List<String> types = used.resultTypes(entry);
    for (int i = 0; i < types.size(); i++) {
      Taken asked = entry.asks().get(i);
      Known result =
          asked.how() == Spec.How.ALL ? inner.value(asked.of()) : inner.taken(List.of(), asked);
      while (!begins(base, result.path())) {
        result = collected(result, result.path().size() - 1);
      }
      if (!result.type().equals(types.get(i))) {
        throw new IllegalArgumentException("another shape");
      }
      String name = step.name() + (types.size() > 1 ? ".c" + i : "");
      known.put(name, listed(name, result.type(), result.path(), name, result.dim()));
    }
  }

  /** The axis that opens over an element which has a name as well: it is the same one. */
  private List<String> elementAxis(Taken t) {
    if (t.how() != Spec.How.EACH) {
      return List.of();
    }
    Stream<String> names = Stream.concat(
        Stream.concat(spec.parameters().stream(), spec.inputs().stream())
            .filter(g -> g.name().equals(t.of()))
            .map(Given::element),
        Stream.of(t.of() + "e"));
    return names
        .flatMap(n -> Stream.ofNullable(known.get(n)))
        .filter(k -> !k.elements().isEmpty())
        .map(k -> k.elements().get(k.elements().size() - 1))
        .toList();
  }

  private void given(Given p, Known value) {
    Known own = listed(p.name(), value.type(), value.path(), value.size(), value.dim());
    known.put(p.name(), own);
    if (!p.element().isEmpty()) {
      element(p.element(), own);
    }
  }

  /** The axes that a step runs on. */
  List<String> path(Step step) {
    List<Known> all = step.takes().stream().map(t -> taken(step.takes(), t)).toList();
    List<String> path;
    try {
      path = path(all);
    } catch (IllegalArgumentException e) {
      path = path(all.stream()
          .map(k -> begins(base, k.path()) || begins(k.path(), base) ? k : within(k, base))
          .toList());
    }
    if (path.size() > DEEPEST) {
      throw new IllegalArgumentException("too deep");
    }
    return path;
  }

  private static List<String> path(List<Known> all) {
    List<String> path = List.of();
    for (Known k : all) {
      List<String> longer = k.path().size() > path.size() ? k.path() : path;
      List<String> shorter = k.path().size() > path.size() ? path : k.path();
      if (!begins(longer, shorter)) {
        throw new IllegalArgumentException("two axes side by side");
      }
      path = longer;
    }
    return path;
  }

  /** What is taken by one of those that a step takes. */
  Known taken(List<Taken> beside, Taken t) {
    return taken(beside, t, Set.of());
  }

  private Known taken(List<Taken> beside, Taken t, Set<Taken> asked) {
    String[] names = t.of().split("\\.");
    int own = names.length > 1 && known.containsKey(names[0] + "." + names[1]) ? 2 : 1;
    Known of = value(own == 1 ? names[0] : names[0] + "." + names[1]);
    String size = of.size();
    for (int i = own; i < names.length; i++) {
      size += "." + names[i];
      int dim = Types.dim(of.type(), names[i]);
      of = new Known(Types.component(of.type(), names[i]), of.path(), List.of(), size, dim);
    }
    if (names.length > 1 && t.how() != Spec.How.FROM) {
      throw new IllegalArgumentException("a component has no name");
    }
    return switch (t.how()) {
      case FROM -> of;
      case EACH ->
        new Known(Types.element(of.type()), of.elements(), List.of(), size + "/", of.dim());
      case WITH -> {
        List<String> axis = axis(beside, t, asked);
        if (t.of().equals(t.place()) || !begins(axis.subList(0, axis.size() - 1), of.path())) {
          throw new IllegalArgumentException("not around");
        }
        yield new Known(Types.element(of.type()), axis, List.of(), size + "/", of.dim());
      }
      case WITHIN ->
        within(
            new Known(Types.element(of.type()), of.elements(), List.of(), size + "/", of.dim()),
            axis(beside, t, asked));
      case WITHIN_WHOLE -> {
        if (of.path().isEmpty()) {
          throw new IllegalArgumentException("the same for all");
        }
        yield within(of, axis(beside, t, asked));
      }
      case ALL -> collected(of, of.path().size() - 1);
      case OVER -> {
        List<String> axis = axis(beside, t, asked);
        String over = axis.get(axis.size() - 1);
        int from = of.path().indexOf(over);
        for (int i = 0; i < of.path().size() && from < 0; i++) {
          from = list(of.path().get(i)).equals(list(over)) ? i : -1;
        }
        yield collected(of, from);
      }
    };
  }

  private Known within(Known value, List<String> axis) {
    int common = 0;
    while (common < Math.min(axis.size(), value.path().size() - 1)
        && axis.get(common).equals(value.path().get(common))) {
      common++;
    }
    if (axis.equals(value.path().subList(0, common))) {
      return value;
    }
    List<String> path = new ArrayList<>(axis);
    for (String own : value.path().subList(common, value.path().size())) {
      path.add(own + "@" + axis.get(axis.size() - 1));
    }
    return new Known(value.type(), path, List.of(), value.size(), value.dim());
  }

  private Known collected(Known of, int from) {
    if (from < 0) {
      throw new IllegalArgumentException("no axis");
    }
    List<String> along = of.path().subList(from, of.path().size());
    boolean optional =
        along.stream().allMatch(a -> Types.isOptional(list(opened, a).type()));
    return new Known(
        optional ? Types.optional(of.type()) : Types.listOf(of.type()),
        of.path().subList(0, from),
        List.of(),
        along.size() == 1 ? list(opened, along.get(0)).size() : "over " + along,
        of.dim());
  }

  /** The type of what an entry asks for. */
  String asked(Taken asked) {
    Known value = asked.how() == Spec.How.ALL ? value(asked.of()) : taken(List.of(), asked);
    if (asked.how() == Spec.How.ALL && value.path().isEmpty()
        || asked.how() == Spec.How.FROM && !value.path().isEmpty()
        || Types.isOpaque(value.type())) {
      throw new IllegalArgumentException("not to be asked for");
    }
    while (!value.path().isEmpty()) {
      value = collected(value, value.path().size() - 1);
    }
    return value.type();
  }

  /** The axis that a name stands for in an annotation of a step, with those around it. */
  private List<String> axis(List<Taken> beside, Taken t, Set<Taken> asked) {
    Set<Taken> more = new java.util.HashSet<>(asked);
    more.add(same(t));
    Known place = value(t.place());
    List<String> own = place.elements().isEmpty() ? place.path() : place.elements();
    for (Taken other : beside) {
      boolean moves = other.how() == Spec.How.WITH
          || other.how() == Spec.How.WITHIN
          || other.how() == Spec.How.WITHIN_WHOLE;
      if (moves && other.of().equals(t.place()) && !more.contains(same(other))) {
        List<String> path = taken(beside, other, more).path();
        return isAlong(beside, own, path) ? own : path;
      }
    }
    if (own.isEmpty()) {
      throw new IllegalArgumentException("on no axis");
    }
    return own;
  }

  /** Whether the step takes anything along the axis, so that the axis's name means it. */
  private boolean isAlong(List<Taken> beside, List<String> own, List<String> path) {
    String axis = own.get(own.size() - 1);
    return path.contains(axis)
        || beside.stream()
            .filter(o -> o.place().isEmpty())
            .anyMatch(o -> taken(beside, o, Set.of()).path().contains(axis));
  }

  /** Two that differ in what null does are one value. */
  private static Taken same(Taken t) {
    return new Taken(t.how(), t.of(), t.place(), false);
  }

  /** The list that opened an axis. */
  private static String list(String axis) {
    return axis.contains("@") ? axis.substring(0, axis.indexOf('@')) : axis;
  }

  private static Known list(Map<String, Known> opened, String axis) {
    return java.util.Objects.requireNonNull(opened.get(list(axis)), axis);
  }

  static boolean begins(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  private static List<String> plus(List<String> path, String axis) {
    List<String> longer = new ArrayList<>(path);
    longer.add(axis);
    return longer;
  }
}
