package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Given;
import dev.headrace.processor.random.Spec.How;
import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing pipeline smaller for as long as it still fails: fewer rows, entries, steps and operands, plainer types, fewer
 * elements. Delta debugging (Zeller and Hildebrandt 2002), one element at a time.
 */
final class Shrinker {
  private static final int TRIES = 150;
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
        if (tries++ < TRIES && stillFails(candidate)) {
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
      return fails.test(candidate);
    } catch (IllegalArgumentException e) {
      return false; // no pipeline any more
    }
  }

  /** Each pipeline that is smaller by one thing; those that take away most come first. */
  private static Stream<RandomPipeline> smaller(RandomPipeline p) {
    Spec s = p.spec();
    return Stream.of(
            without(p.rows())
                .map(rows -> new RandomPipeline(s, p.inputs(), rows))
                .filter(c -> !c.rows().isEmpty()),
            without(s.entries())
                .filter(e -> !e.isEmpty())
                .map(e -> with(p, new Spec(s.parameters(), s.inputs(), s.steps(), e))),
            without(s.steps())
                .map(steps -> with(p, new Spec(s.parameters(), s.inputs(), steps, s.entries()))),
            without(s.inputs())
                .map(i -> with(p, new Spec(s.parameters(), i, s.steps(), s.entries()))),
            parameters(p),
            s.steps().stream()
                .flatMap(step -> smaller(step).map(t -> {
                  List<Step> steps = new ArrayList<>(s.steps());
                  steps.set(steps.indexOf(step), t);
                  return with(p, new Spec(s.parameters(), s.inputs(), steps, s.entries()));
                })),
            types(p),
            data(p))
        .flatMap(x -> x);
  }

  private static RandomPipeline with(RandomPipeline p, Spec spec) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(p.inputs());
    inputs
        .keySet()
        .removeIf(name -> spec.inputs().stream().noneMatch(i -> i.name().equals(name)));
    return new RandomPipeline(spec, inputs, p.rows());
  }

  private static Stream<RandomPipeline> parameters(RandomPipeline p) {
    Spec s = p.spec();
    List<RandomPipeline> fewer = new ArrayList<>();
    for (int i = 0; i < s.parameters().size() && s.parameters().size() > 1; i++) {
      List<Given> parameters = new ArrayList<>(s.parameters());
      parameters.remove(i);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (List<@Nullable Object> row : p.rows()) {
        List<@Nullable Object> shorter = new ArrayList<>(row);
        shorter.remove(i);
        rows.add(shorter);
      }
      fewer.add(new RandomPipeline(
          new Spec(parameters, s.inputs(), s.steps(), s.entries()), p.inputs(), rows));
    }
    return fewer.stream();
  }

  private static Stream<Step> smaller(Step step) {
    List<Step> steps = new ArrayList<>();
    without(step.takes()).filter(t -> !t.isEmpty()).forEach(t -> steps.add(with(step, t)));
    if (step.single() && step.batchSize() > 0) {
      steps.add(new Step(
          step.name(), step.result(), step.givesNull(), step.takes(), true, 0, step.model()));
    }
    if (step.batchSize() > 0) {
      steps.add(
          new Step(step.name(), step.result(), step.givesNull(), step.takes(), true, 0, false));
    }
    if (step.model()) {
      steps.add(new Step(
          step.name(),
          step.result(),
          step.givesNull(),
          step.takes(),
          step.single(),
          step.batchSize(),
          false));
    }
    if (step.givesNull()) {
      steps.add(new Step(
          step.name(),
          step.result(),
          false,
          step.takes(),
          step.single(),
          step.batchSize(),
          step.model()));
    }
    if (!step.result().equals("int")) {
      String plain = step.result().startsWith("List<") ? Spec.element(step.result()) : "int";
      steps.add(new Step(
          step.name(),
          plain,
          step.givesNull(),
          step.takes(),
          step.single(),
          step.batchSize(),
          step.model()));
    }
    for (int i = 0; i < step.takes().size(); i++) {
      Taken t = step.takes().get(i);
      List<Taken> takes = new ArrayList<>(step.takes());
      if (t.nullable()) {
        takes.set(i, new Taken(t.how(), t.of(), false));
        steps.add(with(step, takes));
      }
      if (t.how() != How.FROM) {
        takes.set(i, new Taken(How.FROM, t.of(), t.nullable()));
        steps.add(with(step, takes));
      }
    }
    return steps.stream();
  }

  private static Step with(Step step, List<Taken> takes) {
    return new Step(
        step.name(),
        step.result(),
        step.givesNull(),
        takes,
        step.single(),
        step.batchSize(),
        step.model());
  }

  /** Parameters of plainer types, with values made anew. */
  private static Stream<RandomPipeline> types(RandomPipeline p) {
    Spec s = p.spec();
    List<RandomPipeline> plainer = new ArrayList<>();
    for (int i = 0; i < s.parameters().size(); i++) {
      Given g = s.parameters().get(i);
      String innermost = g.type().replaceAll("List<", "").replaceAll(">+$", "");
      if (innermost.equals("int") || innermost.equals("Integer")) {
        continue;
      }
      String type = g.type().startsWith("List<") ? g.type().replace(innermost, "Integer") : "int";
      if (type.contains(",") || type.contains("Optional") || type.contains("Map")) {
        continue;
      }
      List<Given> parameters = new ArrayList<>(s.parameters());
      parameters.set(i, new Given(g.name(), type, g.element()));
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (List<@Nullable Object> row : p.rows()) {
        List<@Nullable Object> other = new ArrayList<>(row);
        other.set(i, row.get(i) == null ? null : Kinds.make(type, 1));
        rows.add(other);
      }
      plainer.add(new RandomPipeline(
          new Spec(parameters, s.inputs(), s.steps(), s.entries()), p.inputs(), rows));
    }
    return plainer.stream();
  }

  private static Stream<RandomPipeline> data(RandomPipeline p) {
    List<RandomPipeline> shorter = new ArrayList<>();
    p.inputs()
        .forEach((name, value) -> lists(value).forEach(v -> {
          Map<String, @Nullable Object> inputs = new LinkedHashMap<>(p.inputs());
          inputs.put(name, v);
          shorter.add(new RandomPipeline(p.spec(), inputs, p.rows()));
        }));
    for (int row = 0; row < p.rows().size(); row++) {
      for (int i = 0; i < p.rows().get(row).size(); i++) {
        for (Object value : lists(p.rows().get(row).get(i)).toList()) {
          List<List<@Nullable Object>> rows = new ArrayList<>(p.rows());
          List<@Nullable Object> other = new ArrayList<>(p.rows().get(row));
          other.set(i, value);
          rows.set(row, other);
          shorter.add(new RandomPipeline(p.spec(), p.inputs(), rows));
        }
      }
    }
    return shorter.stream();
  }

  /** A list without one of its elements, or with one that is shorter itself. */
  private static Stream<Object> lists(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return Stream.of();
    }
    List<Object> all = new ArrayList<>(without(list).toList());
    for (int i = 0; i < list.size(); i++) {
      int place = i;
      lists(list.get(i)).forEach(element -> {
        List<@Nullable Object> other = new ArrayList<>(list);
        other.set(place, element);
        all.add(other);
      });
    }
    return all.stream();
  }

  private static <T> Stream<List<T>> without(List<T> list) {
    return java.util.stream.IntStream.range(0, list.size()).mapToObj(i -> {
      List<T> shorter = new ArrayList<>(list);
      shorter.remove(i);
      return shorter;
    });
  }
}
