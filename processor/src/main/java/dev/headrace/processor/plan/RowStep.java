package dev.headrace.processor.plan;

import java.util.List;

/**
 * One function of the row-by-row program: computes one value for one element.
 *
 * @param name what it is called between Python and Java
 * @param value the id of what it computes
 * @param path the axes whose elements it runs for, within a row
 * @param columns the ids of the values it is given, as columns
 * @param once the ids of the values that only an opaque value of the row is built from, as columns after the others
 * @param recipe the values it computes on the way, because no column can hold them, and its own last
 * @param strict whether it is nothing but a call of the step's method with columns, none of which may be null: its result
 *     is null where one is
 * @param kept the opaque values among them that belong to the row around the element, and are kept for its neighbours
 */
public record RowStep(
    String name,
    String value,
    List<String> path,
    List<String> columns,
    List<String> once,
    List<String> recipe,
    boolean strict,
    List<String> kept) {
  static final String SHARED = "step.";

  public RowStep {
    path = List.copyOf(path);
    columns = List.copyOf(columns);
    once = List.copyOf(once);
    recipe = List.copyOf(recipe);
    kept = List.copyOf(kept);
  }

  /** Whether it is called by its value alone, from every stage that computes it. */
  public boolean isShared() {
    return name.startsWith(SHARED);
  }

  /** The same step, for all stages. */
  RowStep shared() {
    return new RowStep(SHARED + value, value, path, columns, once, recipe, strict, kept);
  }

  RowStep within(List<String> axes) {
    return new RowStep(name, value, axes, columns, once, recipe, strict, kept);
  }
}
