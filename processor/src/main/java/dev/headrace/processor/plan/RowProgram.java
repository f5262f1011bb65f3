package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A stage as a row-by-row translation would run it: a map, with its explode and groupby, for every run of steps on one axis
 * and one placement.
 *
 * @param columns the ids of the values that have a column, where they are at hand
 * @param result the id of the column that holds the stage's output, as nested lists
 */
public record RowProgram(Stage stage, Set<String> columns, List<Map> maps, String result) {
  public RowProgram {
    columns = Set.copyOf(columns);
    maps = List.copyOf(maps);
  }

  /** The column that holds a value: its own, or, for all values along an axis, that of the values. */
  public String source(String id) {
    return source(stage, columns, id);
  }

  static String source(Stage stage, Set<String> columns, String id) {
    return !columns.contains(id) && stage.value(id) instanceof Value.Collected c && c.isNested()
        ? source(stage, columns, c.of())
        : id;
  }

  /** Every column that must be there before a step can run: what it reads, and the lists that are gone through for that. */
  public Set<String> needs(RowStep step) {
    return needs(stage, columns, step);
  }

  static Set<String> needs(Stage stage, Set<String> columns, RowStep step) {
    Set<String> needs = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(step.columns());
    open.addAll(step.once());
    step.path().forEach(a -> open.add(stage.axis(a).list()));
    while (!open.isEmpty()) {
      String id = source(stage, columns, open.pop());
      if (needs.add(id)
          && stage.value(id) instanceof Value.Element e
          && !stage.outside().contains(id)) {
        open.add(e.list());
      }
    }
    needs.remove(step.value());
    return needs;
  }

  /** Steps that run on the same elements; on no axis, once per row. */
  public record Map(List<String> path, List<RowStep> steps) {
    public Map {
      path = List.copyOf(path);
      steps = List.copyOf(steps);
    }
  }

  /** How many maps explode and group: each materializes. */
  public long materializations() {
    return maps.stream().mapToLong(m -> m.path().size()).sum();
  }
}
