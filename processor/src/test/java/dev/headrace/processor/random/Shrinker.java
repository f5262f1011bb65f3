package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Entry;
import dev.headrace.processor.random.Spec.Given;
import dev.headrace.processor.random.Spec.How;
import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Taken;
import dev.headrace.processor.random.Spec.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing pipeline smaller for as long as it still fails: fewer rows, entries, steps and operands, plainer types, fewer
 * elements. Delta debugging (Zeller and Hildebrandt 2002), one element at a time.
 */
final class Shrinker {
  private static final int TRIES = 300;
  private final Predicate<RandomPipeline> fails;
  private int tries;

  Shrinker(Predicate<RandomPipeline> fails) {
    this.fails = fails;
  }

  RandomPipeline smallest(RandomPipeline failing) {
    RandomPipeline smallest = failing;
    boolean smaller = true;
    while (smaller && tries < TRIES) {
      smaller = false;
      for (RandomPipeline candidate : (Iterable<RandomPipeline>) smaller(smallest)::iterator) {
        if (tries < TRIES && stillFails(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private boolean stillFails(RandomPipeline candidate) {
    try {
      candidate.spec().known();
    } catch (IllegalArgumentException e) {
      return false; // no pipeline any more
    }
    tries++;
    return fails.test(candidate);
  }

  /** Each pipeline that is smaller by one thing; those that take away most come first. */
  private static Stream<RandomPipeline> smaller(RandomPipeline p) {
    return Stream.of(
            without(p.rows())
                .filter(rows -> !rows.isEmpty())
                .map(rows -> new RandomPipeline(p.spec(), p.inputs(), rows)),
            specs(p.spec()).map(p::with),
            types(p),
            data(p))
        .flatMap(s -> s);
  }

  private static Stream<Spec> specs(Spec s) {
    return Stream.of(
            without(s.entries()).filter(e -> !e.isEmpty()).map(e -> s.with(s.steps(), e)),
            without(s.steps()).map(steps -> s.with(steps, s.entries())),
            without(s.inputs())
                .map(i -> new Spec(s.parameters(), i, s.steps(), s.entries(), s.used())),
            without(s.parameters())
                .filter(p -> !p.isEmpty())
                .map(p -> new Spec(p, s.inputs(), s.steps(), s.entries(), s.used())),
            each(s.entries(), Shrinker::entries).map(e -> s.with(s.steps(), e)),
            each(s.steps(), Shrinker::steps).map(steps -> s.with(steps, s.entries())),
            each(s.parameters(), Shrinker::givens)
                .map(p -> new Spec(p, s.inputs(), s.steps(), s.entries(), s.used())),
            each(s.inputs(), Shrinker::givens)
                .map(i -> new Spec(s.parameters(), i, s.steps(), s.entries(), s.used())),
            s.used().keySet().stream().flatMap(name -> used(s, name)))
        .flatMap(x -> x);
  }

  /** Without a used pipeline, or with a smaller one. */
  private static Stream<Spec> used(Spec s, String name) {
    Map<String, Spec> fewer = new LinkedHashMap<>(s.used());
    Spec own = java.util.Objects.requireNonNull(fewer.remove(name));
    Spec without = new Spec(s.parameters(), s.inputs(), s.steps(), s.entries(), fewer);
    return Stream.concat(
        Stream.of(without),
        specs(own).filter(smaller -> smaller.entries().size() == 1).map(smaller -> {
          Map<String, Spec> other = new LinkedHashMap<>(s.used());
          other.put(name, smaller);
          return new Spec(s.parameters(), s.inputs(), s.steps(), s.entries(), other);
        }));
  }

  private static Stream<Entry> entries(Entry e) {
    return Stream.concat(
            without(e.asks()).filter(a -> !a.isEmpty()).map(e::asking),
            Stream.of(
                new Entry(e.name(), e.asks(), false, e.each(), e.shadowed(), e.nullable()),
                new Entry(e.name(), e.asks(), e.future(), false, e.shadowed(), e.nullable()),
                new Entry(e.name(), e.asks(), e.future(), e.each(), "", e.nullable()),
                new Entry(e.name(), e.asks(), e.future(), e.each(), e.shadowed(), true)))
        .filter(x -> !x.equals(e));
  }

  private static Stream<Given> givens(Given g) {
    return Stream.of(
            new Given(g.name(), g.type(), g.element(), ""), new Given(g.name(), g.type(), "", ""))
        .filter(x -> !x.equals(g));
  }

  private static Stream<Step> steps(Step step) {
    List<Step> smaller = new ArrayList<>();
    if (step.uses().isEmpty()) {
      without(step.takes()).filter(t -> !t.isEmpty()).forEach(t -> smaller.add(step.taking(t)));
    }
    for (Trait trait : step.traits()) {
      if (trait != Trait.BATCH_ONLY) {
        smaller.add(step.without(trait));
      }
    }
    if (step.batchSize() > 0) {
      smaller.add(step.single());
    }
    if (!step.uses().isEmpty()) {
      smaller.add(new Step(step.name(), "int", step.takes(), 0, java.util.Set.of(), ""));
    } else if (!step.result().equals("int")) {
      smaller.add(
          step.giving(Types.hasElements(step.result()) ? Types.element(step.result()) : "int"));
    }
    each(step.takes(), Shrinker::taken).map(step::taking).forEach(smaller::add);
    return smaller.stream();
  }

  private static Stream<Taken> taken(Taken t) {
    return Stream.of(
            new Taken(t.how(), t.of(), t.place(), false),
            new Taken(How.FROM, t.of(), "", t.nullable()))
        .filter(x -> !x.equals(t));
  }

  /** Parameters and inputs of plainer types, with values made anew. */
  private static Stream<RandomPipeline> types(RandomPipeline p) {
    Spec s = p.spec();
    Stream<RandomPipeline> parameters = each(
            s.parameters(),
            g -> plainer(g.type()).map(type -> new Given(g.name(), type, g.element(), g.twin())))
        .map(all -> remade(p, new Spec(all, s.inputs(), s.steps(), s.entries(), s.used())));
    Stream<RandomPipeline> inputs = each(
            s.inputs(),
            g -> plainer(g.type()).map(type -> new Given(g.name(), type, g.element(), g.twin())))
        .map(all -> remade(p, new Spec(s.parameters(), all, s.steps(), s.entries(), s.used())));
    return Stream.concat(parameters, inputs);
  }

  private static Stream<String> plainer(String type) {
    String innermost = type;
    while (Types.isList(innermost)) {
      innermost = Types.element(innermost);
    }
    String plain = type.equals(innermost) ? "int" : type.replace(innermost, "Integer");
    boolean done = innermost.equals("int") || innermost.equals("Integer");
    return done || Types.isOptional(innermost) ? Stream.of() : Stream.of(plain);
  }

  private static RandomPipeline remade(RandomPipeline p, Spec spec) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(p.inputs());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : p.rows()) {
      rows.add(remade(p.spec().parameters(), spec.parameters(), row));
    }
    return new RandomPipeline(spec, remade(p.spec().inputs(), spec.inputs(), inputs), rows);
  }

  private static Map<String, @Nullable Object> remade(
      List<Given> before, List<Given> after, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> other = new LinkedHashMap<>(values);
    for (int i = 0; i < after.size(); i++) {
      Given g = after.get(i);
      if (!before.get(i).type().equals(g.type())) {
        Object value = values.get(g.name());
        other.put(
            g.name(),
            value instanceof List<?> list
                ? Kinds.like(list, g.type(), 1)
                : value == null ? null : Kinds.make(g.type(), 1));
        Given element = Spec.element(g);
        if (!element.equals(g)) {
          other.put(element.name(), Kinds.make(element.type(), 1));
        }
      }
    }
    return other;
  }

  private static Stream<RandomPipeline> data(RandomPipeline p) {
    Stream<RandomPipeline> inputs = p.inputs().keySet().stream()
        .flatMap(name -> lists(p.inputs().get(name)).map(value -> {
          Map<String, @Nullable Object> other = new LinkedHashMap<>(p.inputs());
          other.put(name, value);
          return new RandomPipeline(p.spec(), other, p.rows());
        }));
    Stream<RandomPipeline> rows = each(
            p.rows(),
            row -> row.keySet().stream()
                .flatMap(name -> lists(row.get(name)).map(value -> {
                  Map<String, @Nullable Object> other = new LinkedHashMap<>(row);
                  other.put(name, value);
                  return other;
                })))
        .map(all -> new RandomPipeline(p.spec(), p.inputs(), all));
    return Stream.concat(inputs, rows);
  }

  /** A list without one of its elements, or with one that is shorter itself. */
  private static Stream<Object> lists(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return Stream.of();
    }
    Stream<Object> inner =
        each(new ArrayList<@Nullable Object>(list), Shrinker::lists).map(x -> x);
    return Stream.concat(without(list).map(x -> x), inner);
  }

  private static <T extends @Nullable Object> Stream<List<T>> without(List<T> list) {
    return IntStream.range(0, list.size()).mapToObj(i -> {
      List<T> shorter = new ArrayList<>(list);
      shorter.remove(i);
      return shorter;
    });
  }

  /** The list with one of its elements replaced by what the function makes of it. */
  private static <T extends @Nullable Object> Stream<List<T>> each(
      List<T> list, Function<T, Stream<? extends T>> smaller) {
    return IntStream.range(0, list.size())
        .boxed()
        .flatMap(i -> safe(list.get(i), smaller).map(t -> {
          List<T> other = new ArrayList<>(list);
          other.set(i, t);
          return other;
        }));
  }

  /** What can be made: the constructors refuse what is no pipeline. */
  private static <T extends @Nullable Object> Stream<? extends T> safe(
      T value, Function<T, Stream<? extends T>> smaller) {
    try {
      return smaller.apply(value).toList().stream();
    } catch (IllegalArgumentException e) {
      return Stream.of();
    }
  }
}
