package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Given;
import dev.headrace.processor.random.Spec.How;
import dev.headrace.processor.random.Spec.Known;
import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small pipeline with random steps, and data for its entries; the same for the same seed. Every step is total, so that
 * failures come from nulls alone.
 *
 * @param inputs the values of the inputs, by name
 * @param rows the arguments of each call
 */
record RandomPipeline(
    Spec spec, Map<String, @Nullable Object> inputs, List<List<@Nullable Object>> rows) {

  static RandomPipeline of(long seed) {
    Random random = new Random(seed);
    Spec spec = new Draw(random).spec();
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    // not null: Daft binds tables, which are there or aren't
    spec.inputs().forEach(i -> inputs.put(i.name(), Kinds.make(i.type(), random.nextInt())));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      List<@Nullable Object> arguments = new ArrayList<>();
      for (Given p : spec.parameters()) {
        boolean none = random.nextInt(8) == 0 && !p.type().startsWith("Optional");
        arguments.add(none ? null : Kinds.make(p.type(), random.nextInt()));
      }
      rows.add(arguments);
    }
    return new RandomPipeline(spec, inputs, rows);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(spec.text());
    inputs.forEach((name, value) -> text.append(name)
        .append(" = ")
        .append(dev.headrace.processor.behaviour.Plain.of(value))
        .append('\n'));
    rows.forEach(row -> text.append("row ")
        .append(dev.headrace.processor.behaviour.Plain.of(row))
        .append('\n'));
    return text.toString();
  }

  /** Draws the graph. */
  private static final class Draw {
    private final Random random;
    private final List<Given> parameters = new ArrayList<>();
    private final List<Given> inputs = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    Draw(Random random) {
      this.random = random;
    }

    Spec spec() {
      int axes = random.nextInt(3);
      String type = kind();
      for (int i = 0; i < axes; i++) {
        type = "List<" + Spec.boxed(type) + ">";
      }
      if (axes > 0) {
        (random.nextInt(3) == 0 ? inputs : parameters).add(new Given("outers", type, "outer"));
      }
      parameters.add(new Given("k", kind(), ""));
      if (random.nextBoolean()) {
        inputs.add(new Given("b", kind(), ""));
      }
      int count = 2 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        step("s" + i);
      }
      Map<String, Known> known = new Spec(parameters, inputs, steps, List.of()).known();
      List<String> entries = new ArrayList<>();
      for (int i = steps.size() - 1; i >= 0 && entries.size() < 3; i--) {
        if (!java.util.Objects.requireNonNull(known.get(steps.get(i).name())).isOpaque()) {
          entries.add(steps.get(i).name());
        }
      }
      if (entries.isEmpty()) {
        steps.add(new Step(
            "last", "int", false, List.of(new Taken(How.FROM, "k", true)), true, 0, false));
        entries.add("last");
      }
      return new Spec(parameters, inputs, steps, entries);
    }

    private void step(String name) {
      Map<String, Known> known = new Spec(parameters, inputs, steps, List.of()).known();
      List<Taken> takes = new ArrayList<>();
      List<String> path = List.of();
      int wanted = 1 + random.nextInt(3);
      for (int i = 0; i < wanted || takes.isEmpty(); i++) {
        String of = pick(List.copyOf(known.keySet()));
        Known value = java.util.Objects.requireNonNull(known.get(of));
        List<How> ways = new ArrayList<>(List.of(How.FROM));
        if (value.type().startsWith("List<") && value.path().size() < 3) {
          ways.add(How.EACH);
          ways.add(How.EACH);
        }
        if (!value.path().isEmpty()) {
          ways.add(How.ALL);
        }
        Taken taken = new Taken(pick(ways), of, random.nextInt(4) == 0);
        List<String> own = Spec.taken(known, taken).path();
        List<String> longer = own.size() > path.size() ? own : path;
        List<String> shorter = own.size() > path.size() ? path : own;
        if (longer.subList(0, shorter.size()).equals(shorter)) {
          path = longer;
          takes.add(taken);
        }
      }
      String result = random.nextInt(8) == 0 ? "Opaque" : kind();
      for (int i = random.nextInt(8); i > 5; i--) {
        result = "List<" + Spec.boxed(result) + ">";
      }
      int forms = random.nextInt(4); // 0, 1: single; 2: batch; 3: both
      boolean givesNull = random.nextInt(4) == 0 && !result.startsWith("Optional");
      steps.add(new Step(
          name,
          result,
          givesNull,
          takes,
          forms != 2,
          forms >= 2 ? 1 + random.nextInt(5) : 0,
          random.nextInt(3) == 0));
    }

    private String kind() {
      return random.nextInt(3) == 0 ? pick(List.of("int", "String")) : pick(Kinds.DATA);
    }

    private <T> T pick(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }
  }
}
