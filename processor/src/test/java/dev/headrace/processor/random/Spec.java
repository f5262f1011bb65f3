package dev.headrace.processor.random;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pipeline as data, so that it can be written as text, and made smaller. What a step takes is named only; its type and axes
 * follow from what that is.
 *
 * @param parameters of every entry
 * @param used the pipelines that its steps may use, by name
 */
record Spec(
    List<Given> parameters,
    List<Given> inputs,
    List<Step> steps,
    List<Entry> entries,
    Map<String, Spec> used) {

  Spec {
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    entries = List.copyOf(entries);
    used = new LinkedHashMap<>(used);
  }

  /**
   * A parameter or an input.
   *
   * @param element the name of its elements, or empty
   * @param twin the list of the same sizes that the elements go in lockstep with, or empty
   */
  record Given(String name, String type, String element, String twin) {
    /** An input of this name has a default. */
    static final String PRESET = "preset";

    Given {
      if (!element.isEmpty()) {
        Types.element(type);
      }
    }
  }

  /** A step of its own, or the pipeline of that name as one. */
  record Step(
      String name,
      String result,
      List<Taken> takes,
      int batchSize,
      Set<Trait> traits,
      String uses) {
    Step {
      takes = List.copyOf(takes);
      traits = traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits);
      if (result.isEmpty() && (uses.isEmpty() || takes.isEmpty())
          || takes.isEmpty() && batchSize > 0) {
        throw new IllegalArgumentException("nothing to do");
      }
      if (traits.contains(Trait.DIM) && !Types.hasSize(result)) {
        throw new IllegalArgumentException("no numbers");
      }
    }

    boolean has(Trait trait) {
      return traits.contains(trait);
    }

    /** How many numbers it promises. */
    int size() {
      return 1 + Math.floorMod(name.hashCode(), 3);
    }

    Step taking(List<Taken> other) {
      return new Step(name, result, other, batchSize, traits, uses);
    }

    Step giving(String other) {
      return new Step(name, other, takes, batchSize, traits, uses);
    }

    Step without(Trait trait) {
      Set<Trait> fewer = EnumSet.copyOf(traits);
      fewer.remove(trait);
      return new Step(name, result, takes, batchSize, fewer, uses);
    }

    Step single() {
      return new Step(name, result, takes, 0, traits, uses).without(Trait.BATCH_ONLY);
    }
  }

  /** What else there is to a step. */
  enum Trait {
    BATCH_ONLY,
    /** Sometimes gives null. */
    NULLS,
    /** Sometimes throws; where it promises a size, it sometimes gives another. */
    FAULTY,
    /** Gives a list as long as the one that it takes first. */
    SIZED,
    /** Gives lists of numbers of a size that it promises. */
    DIM,
    MODEL,
    OTHER_MODEL,
    /** Takes a resource that is made of another. */
    CHAINED,
    /** Is a method of a resource. */
    METHOD,
    /** Lies in an interface that the pipeline extends, which then declares the entries and inputs, too. */
    INHERITED,
    DELAYED,
    COST,
    PADDED,
    /** The last parameter of the batch form is the same for the whole batch. */
    SHARED,
    RETRIED,
    TIMED,
    /** Its elements have a name; of a use: the first that is taken is taken as elements. */
    ELEMENTS
  }

  /**
   * What a parameter of a step takes.
   *
   * @param of the value's name, with components where it is a record
   * @param place what a lockstep, a nested loop or a flattened list is about
   * @param dim how many numbers it demands, or 0
   */
  record Taken(How how, String of, String place, boolean nullable, int dim) {
    Taken(How how, String of, String place, boolean nullable) {
      this(how, of, place, nullable, 0);
    }
  }

  enum How {
    FROM,
    EACH,
    WITH,
    WITHIN,
    /** The value itself, not its elements. */
    WITHIN_WHOLE,
    ALL,
    OVER
  }

  /**
   * What is asked for: one value, or several as the components of outputs.
   *
   * @param future whether the entry does not wait
   * @param each whether it is called with an element of each list that opens an axis, rather than with the lists
   * @param shadowed the input that a parameter takes the place of, or empty
   * @param nullable whether the result may be null; where it may not, a row that comes to null fails
   */
  record Entry(
      String name,
      List<Taken> asks,
      boolean future,
      boolean each,
      String shadowed,
      boolean nullable) {
    Entry {
      asks = List.copyOf(asks);
      if (asks.isEmpty()) {
        throw new IllegalArgumentException("nothing to ask for");
      }
    }

    Entry asking(List<Taken> other) {
      return new Entry(name, other, future, each, shadowed, nullable);
    }
  }

  /** Every name with what it stands for; throws if a step takes what isn't there or lies on other axes. */
  Map<String, Known> known() {
    Scope scope = new Scope(this, false);
    steps.forEach(scope::add);
    entries.stream().filter(e -> !e.each()).forEach(e -> resultTypes(scope, e));
    entries.stream().filter(Entry::each).forEach(e -> resultTypes(forElement(), e));
    if (entries.stream().allMatch(Entry::each)
        && !names(forElement().known()).containsAll(names())) {
      throw new IllegalArgumentException("a step that no entry can ask for");
    }
    return scope.known();
  }

  /** The names of the pipelines that it uses, and that these use. */
  Stream<String> usedNames() {
    return Stream.concat(used.keySet().stream(), used.values().stream().flatMap(Spec::usedNames));
  }

  /** Without the parts of outputs. */
  private static Set<String> names(Map<String, Known> known) {
    return known.keySet().stream().map(n -> n.split("\\.")[0]).collect(Collectors.toSet());
  }

  private Set<String> names() {
    return steps.stream().map(Step::name).collect(Collectors.toSet());
  }

  /** What is known where the entries are called with an element: what cannot be had there is not. */
  Scope forElement() {
    Scope scope = new Scope(this, true);
    for (Step step : steps) {
      try {
        scope.add(step);
      } catch (IllegalArgumentException e) {
        continue; // no entry of this kind can ask for it
      }
    }
    return scope;
  }

  private static void resultTypes(Scope scope, Entry entry) {
    entry.asks().forEach(a -> scope.asked(a));
  }

  /** The types that the entry's parts have, one for each. */
  List<String> resultTypes(Entry entry) {
    Scope scope = entry.each() ? forElement() : new Scope(this, false);
    if (!entry.each()) {
      steps.forEach(scope::add);
    }
    return entry.asks().stream().map(scope::asked).toList();
  }

  /** The entry's parameters. */
  List<Given> parametersOf(Entry entry) {
    List<Given> own = new ArrayList<>();
    for (Given p : parameters) {
      own.add(entry.each() ? element(p) : p);
    }
    inputs.stream()
        .filter(i -> i.name().equals(entry.shadowed()))
        .forEach(i -> own.add(new Given(i.name(), i.type(), "", "")));
    return own;
  }

  /** The parameter of one element, where it has a name. */
  static Given element(Given p) {
    return p.element().isEmpty() ? p : new Given(p.element(), Types.element(p.type()), "", "");
  }

  Spec with(List<Step> steps, List<Entry> entries) {
    return new Spec(parameters, inputs, steps, entries, used);
  }
}
