package dev.headrace.processor.random;

import dev.headrace.processor.behaviour.Plain;
import dev.headrace.processor.random.Spec.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A small pipeline with random steps, and data for its entries; the same for the same seed. Every step is total, so that
 * failures come from nulls and from lists of unequal sizes alone.
 *
 * @param inputs the values of the inputs, by name
 * @param rows for each call, the values that its arguments are taken from, by name
 */
record RandomPipeline(
    Spec spec, Map<String, @Nullable Object> inputs, List<Map<String, @Nullable Object>> rows) {
  private static final int ROWS = 4;

  static RandomPipeline of(long seed) {
    Random random = new Random(seed);
    Spec spec = Draw.spec(random);
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    for (Given i : spec.inputs()) {
      boolean preset = i.name().equals(Given.PRESET);
      if (preset && random.nextBoolean()) {
        continue; // its default
      }
      // lists are not null: Daft binds tables, which are there or aren't; and None is the default
      boolean none = random.nextInt(8) == 0 && !preset && !Types.hasElements(i.type());
      inputs.put(i.name(), none ? null : value(i, inputs, random));
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (Given p : spec.parameters()) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>(inputs);
        before.putAll(row);
        boolean none = random.nextInt(8) == 0 && !Types.isOptional(p.type());
        row.put(p.name(), none ? null : value(p, before, random));
        Given element = Spec.element(p);
        row.computeIfAbsent(element.name(), n -> value(element, Map.of(), random));
      }
      for (Given input : spec.inputs()) {
        row.put(input.name(), value(input, Map.of(), random));
      }
      rows.add(row);
    }
    return new RandomPipeline(spec, inputs, rows);
  }

  /** A value, of the sizes of its twin in most cases. */
  private static @Nullable Object value(
      Given g, Map<String, @Nullable Object> before, Random random) {
    Object twin = before.get(g.twin());
    return twin == null || random.nextInt(10) == 0
        ? Kinds.make(g.type(), random.nextInt())
        : Kinds.like((List<?>) twin, g.type(), random.nextInt());
  }

  /** What the entry is called with for each row. */
  List<List<@Nullable Object>> calls(Spec.Entry entry) {
    List<List<@Nullable Object>> calls = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      List<@Nullable Object> arguments = new ArrayList<>();
      spec.parametersOf(entry).forEach(p -> arguments.add(row.get(p.name())));
      calls.add(arguments);
    }
    return calls;
  }

  RandomPipeline with(Spec other) {
    return new RandomPipeline(other, inputs, rows);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.join("\n", SpecText.files(spec, "")));
    spec.inputs()
        .forEach(i -> text.append(i.name())
            .append(" = ")
            .append(Plain.of(inputs.get(i.name())))
            .append('\n'));
    for (Spec.Entry entry : spec.entries()) {
      calls(entry)
          .forEach(row -> text.append(entry.name()).append(Plain.of(row)).append('\n'));
    }
    return text.toString();
  }
}
