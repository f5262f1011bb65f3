package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

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

  /**
   * The columns that must be there for a map once as many of its axes are open; before, a list lies in the column of each
   * element further in.
   */
  public Set<String> read(Map map, int open) {
    Set<String> read = new LinkedHashSet<>();
    map.steps().forEach(s -> {
      read.addAll(s.columns());
      read.addAll(s.once());
    });
    map.steps().forEach(s -> read.remove(s.value()));
    for (int i = map.path().size(); i > open; i--) {
      int level = i;
      List<String> along = new ArrayList<>(read);
      along.removeIf(id -> !lies(id, map.path(), level));
      boolean list = along.isEmpty(); // whether the axis's own is needed: else others are as long
      for (String id : along) {
        if (opens(id, level)) {
          Value.Element element = (Value.Element) stage.value(id);
          read.remove(id);
          read.add(source(element.list()));
          list |= element.lockstep();
        }
      }
      if (list) {
        read.add(source(stage.axis(map.path().get(level - 1)).list()));
      }
    }
    return read;
  }

  /** Whether the value lies on the first {@code level} axes of the path. */
  public boolean lies(String id, List<String> path, int level) {
    return Axis.begins(stage.path(id), path.subList(0, level));
  }

  /** Whether the value is an element of a list that the axis of this level goes through. */
  public boolean opens(String id, int level) {
    return stage.value(id) instanceof Value.Element
        && !stage.outside().contains(id) // there the elements are the column
        && stage.path(id).size() == level;
  }

  /** Without the steps that nothing reads: lists beside which others are gone through. */
  RowProgram live() {
    Set<String> live = new HashSet<>(Set.of(result));
    Deque<Map> kept = new ArrayDeque<>();
    for (int i = maps.size() - 1; i >= 0; i--) {
      Deque<RowStep> steps = new ArrayDeque<>();
      for (int j = maps.get(i).steps().size() - 1; j >= 0; j--) {
        RowStep step = maps.get(i).steps().get(j);
        if (live.contains(step.value())) {
          steps.push(step);
          live.addAll(step.columns());
          live.addAll(step.once());
        }
      }
      if (!steps.isEmpty()) {
        kept.push(new Map(maps.get(i).path(), List.copyOf(steps)));
        live.addAll(read(kept.element(), 0));
      }
    }
    return new RowProgram(stage, columns, List.copyOf(kept), result);
  }

  RowProgram withSteps(UnaryOperator<RowStep> change) {
    return new RowProgram(
        stage,
        columns,
        maps.stream()
            .map(m -> new Map(m.path(), m.steps().stream().map(change).toList()))
            .toList(),
        result);
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
