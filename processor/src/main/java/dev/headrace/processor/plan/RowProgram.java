package dev.headrace.processor.plan;

import java.util.List;

/**
 * A stage as a row-by-row translation would run it: a map, with its explode and groupby, for every run of steps on one axis
 * and one placement.
 *
 * @param result the id of the column that holds the stage's output, as nested lists
 */
public record RowProgram(Stage stage, List<Map> maps, String result) {
  public RowProgram {
    maps = List.copyOf(maps);
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
