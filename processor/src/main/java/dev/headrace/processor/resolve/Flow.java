package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one entry needs, resolved.
 *
 * @param values by id, each after what it is made of
 * @param axes by id
 * @param result the id of what the entry returns; empty when there were problems
 */
public record Flow(
    Entry entry,
    Map<String, Value> values,
    Map<String, Axis> axes,
    Optional<String> result,
    List<Problem> problems,
    List<String> reachedSteps) {

  public Flow {
    values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    axes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(axes));
    problems = List.copyOf(problems);
    reachedSteps = List.copyOf(reachedSteps);
  }

  /** Of an entry that has no fixed types. */
  static Flow none(Entry entry) {
    return new Flow(entry, Map.of(), Map.of(), Optional.empty(), List.of(), List.of());
  }

  /** What steps give, in the order of {@link #values}. */
  public List<Value.Computed> steps() {
    return values.values().stream()
        .filter(Value.Computed.class::isInstance)
        .map(Value.Computed.class::cast)
        .toList();
  }

  /** The axis of that id. */
  public Axis axis(String id) {
    return java.util.Objects.requireNonNull(axes.get(id), id);
  }

  /** The value of that id. */
  public Value value(String id) {
    Value value = values.get(id);
    if (value == null) {
      throw new IllegalArgumentException("no value " + id + " in " + entry.name());
    }
    return value;
  }
}
