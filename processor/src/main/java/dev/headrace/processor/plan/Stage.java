package dev.headrace.processor.plan;

import dev.headrace.processor.model.Resource;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs together, over many rows at once: one Java chunk, one Daft function.
 *
 * @param name the entry's or the first output's
 * @param bound whether it runs once, for what all calls share
 * @param root the path whose elements are the rows
 * @param values all that its steps touch, by id
 * @param inputs the values that come as one column each, an element per row
 * @param outside the bound values it reads that are computed elsewhere
 * @param computed what it computes itself, each after what it needs
 * @param outputs what others read of that
 * @param modes how each step is called
 * @param rowsPerBatch how many rows Daft gives it at a time, where Daft runs it
 * @param waves the kernels, in order; between two waves all batches under way are waited for
 */
public record Stage(
    String name,
    boolean bound,
    List<String> root,
    Map<String, Value> values,
    Map<String, Axis> axes,
    List<String> inputs,
    List<String> outside,
    List<String> computed,
    List<String> outputs,
    Map<String, Mode> modes,
    List<List<Kernel>> waves,
    int rowsPerBatch) {

  public Stage {
    root = List.copyOf(root);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
    inputs = List.copyOf(inputs);
    outside = List.copyOf(outside);
    computed = List.copyOf(computed);
    outputs = List.copyOf(outputs);
    modes = Collections.unmodifiableMap(new LinkedHashMap<>(modes));
    waves = waves.stream().map(List::copyOf).toList();
  }

  /** The same stage, run for every call. */
  Stage asCall() {
    return with(false, modes, waves, rowsPerBatch);
  }

  Stage withModes(Map<String, Mode> chosen) {
    return with(bound, chosen, waves, rowsPerBatch);
  }

  Stage withWaves(List<List<Kernel>> ordered) {
    return with(bound, modes, ordered, rowsPerBatch);
  }

  Stage withRowsPerBatch(int rows) {
    return with(bound, modes, waves, rows);
  }

  private Stage with(
      boolean isBound, Map<String, Mode> chosen, List<List<Kernel>> ordered, int rows) {
    return new Stage(
        name, isBound, root, values, axes, inputs, outside, computed, outputs, chosen, ordered,
        rows);
  }

  /** How the step of that id is called. */
  public Mode mode(String id) {
    return java.util.Objects.requireNonNull(modes.get(id), id);
  }

  /** The value of that id. */
  public Value value(String id) {
    Value value = values.get(id);
    if (value == null) {
      throw new IllegalArgumentException("stage " + name + " has no value " + id);
    }
    return value;
  }

  /** The value's axes within a row of this stage. */
  public List<String> path(String id) {
    return within(value(id).path());
  }

  /** What is left of a path within a row of this stage. */
  public List<String> within(List<String> path) {
    return path.size() < root.size() ? List.of() : path.subList(root.size(), path.size());
  }

  /** The axis of that id. */
  public Axis axis(String id) {
    return java.util.Objects.requireNonNull(axes.get(id), id);
  }

  /** What must be there before a value can be computed: what it is made of, and the lists of its axes. */
  static Set<String> needs(Value value, Map<String, Axis> axes) {
    Set<String> needs = new LinkedHashSet<>(value.needs());
    needs.addAll(lists(value.path(), axes));
    needs.addAll(along(value, axes));
    return needs;
  }

  /** The lists that open the axes of a value beyond those of a path within a row: they say how many elements there are. */
  public List<String> lists(String id, List<String> path) {
    List<String> own = path(id);
    return lists(own.subList(Axis.common(own, path), own.size()), axes);
  }

  /** The lists that open the axes which a collected list runs along; none for another value. */
  public List<String> along(String id) {
    return along(value(id), axes);
  }

  private static List<String> along(Value value, Map<String, Axis> axes) {
    return value instanceof Value.Collected c ? lists(c.axes(), axes) : List.of();
  }

  private static List<String> lists(List<String> path, Map<String, Axis> axes) {
    return path.stream()
        .flatMap(a -> Optional.ofNullable(axes.get(a)).map(Axis::list).stream())
        .toList();
  }

  /** Whether the value is the same for all rows: a bound value that lies on no axis of theirs. */
  public boolean isConstant(String id) {
    return outside.contains(id) && value(id).path().isEmpty();
  }

  /** Every resource that its steps are given, in the order of first use. */
  public List<Resource> resources() {
    return steps().stream().flatMap(s -> s.resources().stream()).distinct().toList();
  }

  /** The steps that it runs, in order. */
  public List<Value.Computed> steps() {
    return computed.stream()
        .map(this::value)
        .filter(Value.Computed.class::isInstance)
        .map(Value.Computed.class::cast)
        .toList();
  }
}
