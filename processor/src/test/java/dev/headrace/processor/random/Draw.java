package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Entry;
import dev.headrace.processor.random.Spec.Given;
import dev.headrace.processor.random.Spec.How;
import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Taken;
import dev.headrace.processor.random.Spec.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Draws the graph of a random pipeline. What {@link Scope} refuses is drawn again. */
final class Draw {
  private static final int TRIES = 12;
  /** What a step can promise the size of. */
  private static final List<String> NUMBERS = List.of(
      "float[]",
      "float[][]",
      "int[]",
      "List<Double>",
      "List<List<Integer>>",
      "List<float[]>",
      "Optional<float[]>");

  private final Random random;
  /** The name of the pipeline where it is to be used, or empty. */
  private final String usedAs;

  private final boolean inner;
  private final boolean plain;
  private final boolean faults;
  private final List<Given> parameters = new ArrayList<>();
  private final List<Given> inputs = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Spec> used = new LinkedHashMap<>();

  private Draw(Random random, String usedAs, boolean plain, boolean faults) {
    this.random = random;
    this.usedAs = usedAs;
    this.inner = !usedAs.isEmpty();
    this.plain = plain;
    this.faults = faults;
  }

  /** A pipeline with one to three entries. */
  static Spec spec(Random random) {
    return new Draw(random, "", false, random.nextInt(3) == 0).all();
  }

  /** One without what is seldom used, and in one file. */
  static Spec plain(Random random) {
    return new Draw(random, "", true, false).all();
  }

  private Spec all() {
    givens();
    steps(2 + random.nextInt(random.nextInt(8) == 0 && !plain ? 14 : 6));
    entries();
    return made();
  }

  /** One to be used, with parameters of these types. */
  private Spec used(String pipeline, List<String> types, List<Given> shared) {
    Draw draw = new Draw(random, pipeline, false, faults);
    for (int i = 0; i < types.size(); i++) {
      boolean opens = Types.hasElements(types.get(i)) && random.nextBoolean();
      draw.parameters.add(new Given("a" + i, types.get(i), opens ? "a" + i + "e" : "", ""));
    }
    draw.inputs.addAll(shared);
    draw.steps(1 + random.nextInt(3));
    draw.entries();
    return draw.made();
  }

  private Spec made() {
    return new Spec(parameters, inputs, steps, entries, used);
  }

  private void givens() {
    int axes = random.nextInt(3);
    String leaf = kind();
    String other = kind();
    String list = leaf;
    String twin = other;
    for (int i = 0; i < axes; i++) {
      list = Types.listOf(list);
      twin = Types.listOf(twin);
    }
    if (axes > 0) {
      List<Given> to = random.nextInt(3) == 0 ? inputs : parameters;
      to.add(new Given("outers", list, "outer", ""));
      if (!plain && random.nextInt(3) == 0) {
        (random.nextBoolean() ? to : parameters).add(new Given("twins", twin, "twin", "outers"));
      }
      if (random.nextInt(3) == 0) {
        parameters.add(
            new Given("more", Types.listOf(kind()), random.nextBoolean() ? "one" : "", ""));
      }
    }
    parameters.add(new Given("k", kind(), "", ""));
    if (random.nextInt(4) == 0) {
      parameters.add(new Given(
          "maybe", "Optional<" + pick(List.of("Integer", "Point", "String")) + ">", "sure", ""));
    }
    if (random.nextBoolean()) {
      inputs.add(new Given("b", kind(), "", ""));
    }
    if (!plain && random.nextInt(6) == 0) {
      inputs.add(new Given(Given.PRESET, kind(), "", ""));
    }
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      Optional<Step> drawn = Optional.empty();
      for (int t = 0; t < TRIES && drawn.isEmpty(); t++) {
        boolean uses = !inner && !plain && random.nextInt(6) == 0;
        drawn = uses ? use("u" + i) : step("s" + i);
      }
      drawn.ifPresent(steps::add);
    }
  }

  private Scope scope() {
    Scope scope = new Scope(made(), false);
    steps.forEach(scope::add);
    return scope;
  }

  private Optional<Step> accepted(Step step) {
    try {
      scope().add(step);
      return Optional.of(step);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Step> step(String name) {
    if (!plain && random.nextInt(20) == 0) { // takes nothing
      Set<Trait> traits = EnumSet.noneOf(Trait.class);
      chance(traits, Trait.MODEL, 2);
      chance(traits, Trait.FAULTY, faults ? 4 : 0);
      return accepted(new Step(name, kind(), List.of(), 0, traits, ""));
    }
    List<Taken> takes = takes(1 + random.nextInt(3), false);
    if (takes.isEmpty()) {
      return Optional.empty();
    }
    String result = random.nextInt(8) == 0 ? "Opaque" : kind();
    for (int i = random.nextInt(8); i > 5; i--) {
      result = Types.listOf(result);
    }
    boolean numbers = !plain && random.nextInt(8) == 0;
    if (numbers) {
      result = pick(NUMBERS);
    }
    int forms = random.nextInt(4); // 0, 1: single; 2: batch; 3: both
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (forms == 2) {
      traits.add(Trait.BATCH_ONLY);
    }
    if (numbers) {
      traits.add(Trait.DIM);
    } else if (Types.isList(scope().taken(takes, takes.get(0)).type()) && random.nextInt(3) == 0) {
      result = Types.isList(result) ? result : Types.listOf(result);
      traits.add(Trait.SIZED);
    } else if (random.nextInt(8) == 0 && !Types.hasElements(result) && !Types.isOpaque(result)) {
      result = Types.optional(result);
    }
    chance(traits, Trait.NULLS, Types.isOptional(result) ? 0 : 4);
    chance(traits, Trait.FAULTY, faults ? 4 : 0);
    chance(traits, Trait.MODEL, 3);
    chance(traits, Trait.OTHER_MODEL, plain ? 0 : 6);
    chance(traits, Trait.CHAINED, plain ? 0 : 16);
    chance(traits, Trait.METHOD, plain ? 0 : 16);
    chance(traits, Trait.INHERITED, plain || traits.contains(Trait.METHOD) ? 0 : 16);
    chance(traits, Trait.ELEMENTS, Types.hasElements(result) ? 3 : 0);
    chance(traits, Trait.RETRIED, 16);
    chance(traits, Trait.TIMED, 16);
    if (forms >= 2 && !plain) {
      chance(traits, Trait.COST, 6);
      chance(traits, Trait.PADDED, 6);
      chance(traits, Trait.SHARED, 6);
      chance(traits, Trait.DELAYED, 16);
    }
    int size = forms >= 2 ? 1 + random.nextInt(5) : 0;
    return accepted(new Step(name, result, takes, size, traits, ""));
  }

  private void chance(Set<Trait> traits, Trait trait, int oneOf) {
    if (oneOf > 0 && random.nextInt(oneOf) == 0) {
      traits.add(trait);
    }
  }

  private Optional<Step> use(String name) {
    for (Step earlier : steps) { // the same once more, given the same or other values
      if (!earlier.uses().isEmpty() && random.nextBoolean()) {
        List<Taken> takes = apart(takes(earlier.takes().size(), true));
        Optional<Step> again = accepted(new Step(
            name, "", takes.isEmpty() ? earlier.takes() : takes, 0, Set.of(), earlier.uses()));
        return again.isPresent()
            ? again
            : accepted(new Step(name, "", earlier.takes(), 0, Set.of(), earlier.uses()));
      }
    }
    List<Taken> takes = apart(takes(1 + random.nextInt(2), true));
    if (takes.isEmpty()) {
      return Optional.empty();
    }
    Scope scope = scope();
    List<String> types = takes.stream().map(t -> scope.taken(takes, t).type()).toList();
    if (types.stream().anyMatch(Types::isOpaque)) {
      return Optional.empty();
    }
    List<Given> shared = inputs.stream()
        .filter(i -> i.twin().isEmpty() && random.nextInt(3) == 0)
        .toList();
    String pipeline = usedAs + "U" + used.size();
    Spec drawn = used(pipeline, types, shared);
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    chance(traits, Trait.ELEMENTS, takes.get(0).how() == How.EACH ? 2 : 0);
    used.put(pipeline, drawn);
    Optional<Step> step = accepted(new Step(name, "", takes, 0, traits, pipeline));
    if (step.isEmpty()) {
      used.remove(pipeline);
    }
    return step;
  }

  /** None where two of them are lists along one axis: these are so in a used pipeline, too, which was drawn without that. */
  private List<Taken> apart(List<Taken> takes) {
    Map<String, Known> known = scope().known();
    Set<Object> seen = new HashSet<>();
    return takes.stream().map(t -> along(known, t)).allMatch(seen::add) ? takes : List.of();
  }

  /** The axes of the elements that are taken as a list; of another value its name. */
  private static Object along(Map<String, Known> known, Taken taken) {
    Known value = known.get(taken.of());
    if (value == null) { // a component
      return taken.of();
    }
    if (taken.how() == How.ALL || taken.how() == How.OVER) {
      return value.path();
    }
    return taken.how() == How.FROM && !value.elements().isEmpty() ? value.elements() : taken.of();
  }

  /** As many as there can be, up to the number wanted. */
  private List<Taken> takes(int wanted, boolean data) {
    Scope scope = scope();
    List<String> names = List.copyOf(scope.known().keySet());
    List<Taken> takes = new ArrayList<>();
    for (int t = 0; t < TRIES && takes.size() < wanted; t++) {
      List<Taken> more = new ArrayList<>(takes);
      more.add(taken(scope, names, takes));
      try {
        Step alone = new Step("x", "int", more, 0, Set.of(), "");
        scope.path(alone);
        Known last = scope.taken(more, more.get(more.size() - 1));
        if (!data || !Types.isOpaque(last.type())) {
          if (!data && !plain && Types.hasSize(last.type())) {
            more.set(more.size() - 1, demanding(more.get(more.size() - 1), last));
          }
          takes = more;
        }
      } catch (IllegalArgumentException e) {
        continue;
      }
    }
    return takes;
  }

  /** Sometimes with a demand for the size; seldom where any size may come, as the row fails at most of them. */
  private Taken demanding(Taken t, Known value) {
    boolean demands = random.nextInt(value.dim() > 0 ? 3 : 20) == 0;
    int dim = value.dim() > 0 ? value.dim() : 1 + random.nextInt(3);
    return demands ? new Taken(t.how(), t.of(), t.place(), t.nullable(), dim) : t;
  }

  private Taken taken(Scope scope, List<String> names, List<Taken> beside) {
    String of = pick(names);
    List<String> places =
        beside.stream().map(Taken::place).filter(p -> !p.isEmpty()).toList();
    boolean again =
        !places.isEmpty() && random.nextBoolean(); // several along one axis, or within it
    String place = again ? pick(places) : random.nextInt(6) == 0 ? of : pick(names);
    boolean named = !of.contains(".") && !place.contains("."); // not a part of outputs
    Known value = java.util.Objects.requireNonNull(scope.known().get(of));
    Known around = java.util.Objects.requireNonNull(scope.known().get(place));
    List<How> ways = new ArrayList<>(List.of(How.FROM));
    boolean nullable = random.nextInt(4) == 0;
    if (Types.hasElements(value.type())) {
      ways.add(How.EACH);
      ways.add(How.EACH);
      ways.add(How.WITHIN);
      boolean sameSizes = value.size().equals(around.size());
      if (sameSizes || random.nextInt(50) == 0) {
        ways.addAll(List.of(How.WITH, How.WITH, How.WITH));
      }
    }
    if (!value.path().isEmpty()) {
      ways.addAll(List.of(How.ALL, How.ALL, How.WITHIN_WHOLE, How.OVER));
    }
    if (plain || !named) {
      ways.removeIf(w -> w != How.FROM && (w != How.EACH && w != How.ALL || of.contains(".")));
    }
    How how = pick(ways);
    boolean placed = how != How.FROM && how != How.EACH && how != How.ALL;
    String part = !plain && how == How.FROM ? part(value.type()) : "";
    return new Taken(how, of + part, placed ? place : "", nullable);
  }

  /** A component of a record, or one of its own components; or nothing. */
  private String part(String type) {
    List<String> components = Types.components(type);
    if (components.isEmpty() || random.nextInt(3) == 0) {
      return "";
    }
    String component = pick(components);
    List<String> inner = Types.components(Types.component(type, component));
    return "." + component + (inner.isEmpty() || random.nextBoolean() ? "" : "." + pick(inner));
  }

  private void entries() {
    Scope lists = scope();
    Scope elements = made().forElement();
    int wanted = inner ? 1 : 1 + random.nextInt(3);
    for (int i = steps.size() - 1; i >= 0 && entries.size() < wanted; i--) {
      boolean each = !inner
          && !plain
          && random.nextInt(4) == 0
          && parameters.stream().anyMatch(p -> !p.element().isEmpty());
      List<Taken> asks = new ArrayList<>();
      int parts = plain || random.nextInt(4) > 0 ? 1 : 2 + random.nextInt(2);
      for (int part = 0; part < parts; part++) {
        Scope scope = each ? elements : lists;
        boolean given = !plain && random.nextInt(10) == 0; // also what no step makes
        List<String> names = List.copyOf(scope.known().keySet());
        String step = steps.get(part == 0 ? i : random.nextInt(steps.size())).name();
        ask(scope, given ? pick(names) : step).ifPresent(asks::add);
      }
      if (!asks.isEmpty()) {
        List<String> shadows = inputs.stream()
            .filter(x -> x.element().isEmpty() && x.twin().isEmpty() && random.nextInt(6) == 0)
            .map(Given::name)
            .toList();
        String shadowed = inner || plain || shadows.isEmpty() ? "" : shadows.get(0);
        entries.add(new Entry(
            "e" + entries.size(),
            asks,
            !inner && !plain && random.nextInt(6) == 0,
            each,
            shadowed,
            inner || plain || random.nextInt(4) > 0));
      }
    }
    if (!entries.isEmpty() && entries.stream().allMatch(Entry::each)) {
      Set<String> seen = elements.known().keySet(); // else they take what nothing has
      steps.removeIf(s -> !seen.contains(s.name()) && !seen.contains(s.name() + ".c0"));
    }
    if (entries.isEmpty()) {
      String of = parameters.get(parameters.size() - 1).name();
      steps.add(
          new Step("last", "int", List.of(new Taken(How.FROM, of, "", true)), 0, Set.of(), ""));
      entries.add(
          new Entry("e0", List.of(new Taken(How.FROM, "last", "", false)), false, false, "", true));
    }
  }

  private Optional<Taken> ask(Scope scope, String name) {
    Known value = scope.known().get(name);
    if (value == null || name.contains(".") && !value.path().isEmpty()) {
      return Optional.empty();
    }
    List<Taken> ways = new ArrayList<>(
        List.of(new Taken(value.path().isEmpty() ? How.FROM : How.ALL, name, "", false)));
    if (!plain && value.path().size() > 1 && random.nextInt(3) == 0) {
      String axis = value.path().get(random.nextInt(value.path().size()));
      ways.add(0, new Taken(How.OVER, name, axis, false));
    }
    for (Taken way : ways) {
      try {
        scope.asked(way);
        return Optional.of(way);
      } catch (IllegalArgumentException e) {
        continue;
      }
    }
    return Optional.empty();
  }

  private String kind() {
    return random.nextInt(3) == 0 ? pick(List.of("int", "String")) : pick(Kinds.DATA);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
