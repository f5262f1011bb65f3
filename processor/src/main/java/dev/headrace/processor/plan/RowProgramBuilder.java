package dev.headrace.processor.plan;

import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Translates a stage row by row. What no column can hold is computed within the steps that need it. */
final class RowProgramBuilder {
  private final TypeSystem types;
  private final Stage stage;
  private final Set<String> columns = new LinkedHashSet<>();
  private final Set<String> whole; // what comes once per row, with all of its axes
  private final Map<String, Integer> positions = new HashMap<>(); // in the order of computation
  private final Map<String, List<String>> readers = new HashMap<>(); // of lists over axes

  private RowProgramBuilder(TypeSystem types, Stage stage) {
    this.types = types;
    this.stage = stage;
    this.whole = new HashSet<>(stage.outside());
    for (String id : stage.computed()) {
      positions.put(id, positions.size());
      for (String need : takes(id)) {
        if (stage.values().get(need) instanceof Value.Collected) {
          readers.computeIfAbsent(need, n -> new ArrayList<>()).add(id);
        }
      }
    }
  }

  /** The row-by-row form of the stage. */
  static RowProgram of(TypeSystem types, Stage stage) {
    return new RowProgramBuilder(types, stage).build();
  }

  private RowProgram build() {
    List<String> steps = stepValues();
    String output = stage.outputs().get(0);
    String result = wholeColumn(output).filter(columns::contains).orElse(output);
    if (!columns.contains(result)) {
      whole.add(result);
      columns.add(result);
      steps.add(result);
    }
    return new RowProgram(stage, columns, maps(steps), result).live();
  }

  /** The column with all of a value: that of the list, for its elements, unless they go in lockstep with another's. */
  private Optional<String> wholeColumn(String id) {
    String source = RowProgram.source(stage, columns, id);
    if (!(stage.value(source) instanceof Value.Element element)
        || stage.inputs().contains(source)
        || stage.outside().contains(source)) {
      return Optional.of(source);
    }
    return element.lockstep() ? Optional.empty() : wholeColumn(element.list());
  }

  /** The values that get a column each: what steps give and axes are opened over, where a column can hold it. */
  private List<String> stepValues() {
    List<String> steps = new ArrayList<>();
    columns.addAll(stage.inputs());
    Set<String> opened = new LinkedHashSet<>();
    for (String id : stage.computed()) {
      opened.addAll(stage.lists(id, List.of()));
      if (stage.value(id) instanceof Value.Element e) {
        opened.add(e.list());
      }
    }
    for (String id : stage.outside()) {
      if ((opened.contains(id) || isOnAxis(id)) && isData(id)) {
        columns.add(id);
        steps.add(id);
      }
    }
    for (String id : stage.computed()) {
      boolean wanted = stage.value(id) instanceof Value.Computed || opened.contains(id);
      boolean explodable = stage.lists(id, List.of()).stream().allMatch(this::isColumn);
      boolean plain = !(stage.value(id) instanceof Value.Collected c)
          || !c.isNested()
          || isReadOnItsAxis(c)
          || opened.contains(id) && stage.value(c.of()) instanceof Value.Element;
      if ((wanted || stage.value(id) instanceof Value.Collected)
          && plain
          && explodable
          && isData(id)
          && !isMadeAround(id)) {
        if (!(stage.value(id) instanceof Value.Element)) {
          steps.add(id);
        }
        columns.add(id);
      } else if (stage.value(id) instanceof Value.Element e && explodable && isColumn(e.list())) {
        columns.add(id);
      }
    }
    return steps;
  }

  /** Whether a column holds the value, or the values that it is a list of. */
  private boolean isColumn(String id) {
    return columns.contains(RowProgram.source(stage, columns, id));
  }

  /**
   * Whether a step that runs along the axis takes all of its values, too, or a list that is made along them: it must find them
   * in a column.
   */
  private boolean isReadOnItsAxis(Value.Collected collected) {
    List<String> along = stage.path(collected.of());
    return readers(collected.id()).stream()
        .map(stage::path)
        .anyMatch(path -> Axis.begins(path, along));
  }

  /** What takes the list, and what takes lists that are made of it. */
  private Set<String> readers(String list) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(list));
    while (!open.isEmpty()) {
      for (String reader : readers.getOrDefault(open.pop(), List.of())) {
        if (found.add(reader) && stage.value(reader) instanceof Value.Collected) {
          open.push(reader);
        }
      }
    }
    return found;
  }

  /** What a value is made of, and the lists that a list goes along. */
  private List<String> takes(String id) {
    List<String> takes = new ArrayList<>(stage.value(id).needs());
    takes.addAll(stage.along(id));
    return takes;
  }

  /**
   * Whether something that no column holds, on the way to the value, takes more than an element of the value's own axes: all
   * values along one of them, or an element of a list that no column holds; the lists of further axes are on that way too.
   * Within that axis they are not at hand: such a value is computed around it, by whatever needs it.
   */
  private boolean isMadeAround(String id) {
    List<String> path = stage.path(id);
    Set<String> seen = new LinkedHashSet<>(List.of(id));
    List<String> open = new ArrayList<>(List.of(id));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      boolean element = stage.value(next) instanceof Value.Element;
      boolean collected = stage.value(next) instanceof Value.Collected c
          && Axis.common(path, stage.path(c.of())) > stage.path(next).size();
      if (collected || element && !path.isEmpty() && Axis.begins(path, stage.path(next))) {
        return true;
      }
      for (String need : needs(next, path)) {
        boolean kept = stage.outside().contains(need);
        if (kept && isOnAxis(need) && !columns.contains(need)) {
          return true; // opaque and bound: a list that is not exploded along with the columns
        }
        if (!isGiven(need, path) && !kept && seen.add(need)) {
          open.add(need);
        }
      }
    }
    return false;
  }

  private boolean isData(String id) {
    return types.dataType(stage.value(id).type()).isPresent();
  }

  /**
   * Runs of steps that are ready and of one kind, each begun by the earliest that is ready. A step comes after all that it
   * needs, so that none becomes ready which the run has already gone past.
   */
  private List<RowProgram.Map> maps(List<String> ids) {
    List<RowStep> steps = ids.stream().map(this::step).toList();
    Map<String, List<Integer>> waiting = new HashMap<>();
    int[] missing = new int[steps.size()];
    for (int i = 0; i < missing.length; i++) {
      for (String need : RowProgram.needs(stage, columns, steps.get(i))) {
        waiting.computeIfAbsent(need, n -> new ArrayList<>()).add(i);
      }
    }
    ids.forEach(id -> waiting.getOrDefault(id, List.of()).forEach(i -> missing[i]++));
    Map<Kind, PriorityQueue<Integer>> ready = new HashMap<>();
    IntConsumer offer =
        i -> ready.computeIfAbsent(kind(ids.get(i)), k -> new PriorityQueue<>()).add(i);
    IntStream.range(0, missing.length).filter(i -> missing[i] == 0).forEach(offer);
    List<RowProgram.Map> maps = new ArrayList<>();
    while (!ready.isEmpty()) {
      Kind kind = Collections.min(
              ready.entrySet(), Comparator.comparing(e -> e.getValue().element()))
          .getKey();
      PriorityQueue<Integer> run = Objects.requireNonNull(ready.get(kind));
      List<RowStep> body = new ArrayList<>();
      while (!run.isEmpty()) {
        int next = run.remove();
        body.add(steps.get(next));
        waiting.getOrDefault(ids.get(next), List.of()).stream()
            .filter(i -> --missing[i] == 0)
            .forEach(offer::accept);
      }
      ready.remove(kind);
      maps.add(new RowProgram.Map(kind.path(), body));
    }
    return maps;
  }

  /** What the steps of a map have in common. */
  private record Kind(List<String> path, List<Resource> resources) {}

  private Kind kind(String id) {
    return new Kind(runPath(id), resourcesOf(id));
  }

  /** Where the step runs: what is bound comes whole, and so does a result that must be made around its axes. */
  private List<String> runPath(String id) {
    return whole.contains(id) ? List.of() : stage.path(id);
  }

  private boolean isOnAxis(String id) {
    return !stage.path(id).isEmpty();
  }

  /** Whether the step is given the value as a column: as one value, or as a list where it lies on more axes. */
  private boolean isGiven(String id, List<String> path) {
    // the list of an element is given instead, but for what is kept: there the elements are the
    // column
    boolean asElement = !(stage.value(id) instanceof Value.Element)
        || stage.outside().contains(id)
        || Axis.begins(path, stage.path(id));
    boolean constant = stage.outside().contains(id) && !isOnAxis(id);
    return columns.contains(id) && asElement && !constant;
  }

  private List<Resource> resourcesOf(String id) {
    return stage.value(id) instanceof Value.Computed c ? c.resources() : List.of();
  }

  private RowStep step(String id) {
    List<String> path = runPath(id);
    Set<String> outer = new LinkedHashSet<>(); // reached through the step itself
    Set<String> inner = new LinkedHashSet<>(); // reached only through an opaque value of the row
    Set<String> recipe = new LinkedHashSet<>();
    Set<String> kept = new LinkedHashSet<>();
    visit(id, path, false, outer, inner, recipe, kept);
    inner.removeAll(outer);
    List<String> made = inOrder(recipe);
    boolean here = path.equals(stage.path(id));
    boolean everywhere = here
        && kept.isEmpty()
        && recipe.stream().allMatch(this::isUnbound)
        && recipe.stream().allMatch(r -> r.equals(id) || stage.value(r) instanceof Value.Component)
        && outer.stream().allMatch(c -> stage.path(c).size() <= path.size());
    return new RowStep(
        (everywhere ? RowStep.SHARED : stage.name() + ".") + id,
        id,
        path,
        List.copyOf(outer),
        List.copyOf(inner),
        made,
        here && kept.isEmpty() && recipe.size() == 1 && isStrict(id, outer),
        inOrder(kept));
  }

  /** As they are computed: each after what it is made of. */
  private List<String> inOrder(Set<String> ids) {
    return ids.stream()
        .sorted(Comparator.comparing(id -> positions.getOrDefault(id, Integer.MAX_VALUE)))
        .toList();
  }

  private boolean isStrict(String id, Set<String> given) {
    return stage.value(id) instanceof Value.Computed c
        && c.forms().stream()
            .flatMap(f -> f.operands().stream())
            .filter(o -> o.value().isPresent())
            .allMatch(o -> o.needsValue() && given.contains(o.value().get()));
  }

  private boolean isUnbound(String id) {
    return !stage.outside().contains(id)
        && stage.value(id).needs().stream().noneMatch(n -> stage.outside().contains(n));
  }

  private void visit(
      String id,
      List<String> path,
      boolean within,
      Set<String> outer,
      Set<String> inner,
      Set<String> recipe,
      Set<String> kept) {
    recipe.add(id);
    for (String need : stage.outside().contains(id) ? List.<String>of() : needs(id, path)) {
      if (isGiven(need, path)) {
        (within ? inner : outer).add(need);
      } else if (!stage.outside().contains(need)) {
        List<String> around = stage.path(need);
        boolean ofRow = around.size() < path.size() && Axis.begins(path, around) && !isData(need);
        if (ofRow && !within) {
          kept.add(need);
        }
        visit(need, path, within || ofRow, outer, inner, recipe, kept);
      }
    }
  }

  /** What a value is made of, and the lists of the axes that it runs over beyond the element of the step. */
  private List<String> needs(String id, List<String> path) {
    List<String> needs = new ArrayList<>(stage.value(id).needs());
    if (stage.value(id) instanceof Value.Collected c && !isGiven(c.of(), path)) {
      needs.addAll(stage.along(id));
    }
    needs.addAll(stage.lists(id, path));
    return needs;
  }
}
