package dev.headrace.processor.plan;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Where all stages compute a value in the same way, one step of the row-by-row programs serves them all. */
final class SharedRowSteps {
  private SharedRowSteps() {}

  static List<RowProgram> in(List<RowProgram> programs) {
    Map<String, Set<Computation>> computations = new HashMap<>();
    for (RowProgram program : programs) {
      program.maps().stream()
          .flatMap(m -> m.steps().stream())
          .forEach(s -> computations
              .computeIfAbsent(s.value(), v -> new HashSet<>())
              .add(Computation.of(program.stage(), s)));
    }
    return programs.stream()
        .map(p -> p.withSteps(
            s -> Objects.requireNonNull(computations.get(s.value())).size() == 1 ? s.shared() : s))
        .toList();
  }

  /**
   * All that a step does, but for its name, seen from the element that it runs for: where that lies makes no difference. Of
   * what it is given, only the form counts.
   */
  private record Computation(RowStep step, List<Given> given, List<Value> values, List<Axis> axes) {

    static Computation of(Stage stage, RowStep step) {
      List<String> around = Axis.path(stage.root(), step.path());
      Set<String> given = new LinkedHashSet<>(step.columns());
      given.addAll(step.once());
      Set<String> read = new LinkedHashSet<>(step.recipe());
      for (String made : step.recipe()) {
        read.addAll(stage.value(made).needs());
        read.addAll(stage.lists(made, step.path()));
        read.addAll(stage.along(made));
      }
      Set<String> axes = new LinkedHashSet<>();
      read.stream().map(stage::value).forEach(v -> {
        axes.addAll(within(around, v.path()));
        if (v instanceof Value.Collected all) {
          axes.addAll(all.axes());
        }
      });
      read.removeAll(given);
      return new Computation(
          step.shared().within(List.of()),
          given.stream()
              .map(stage::value)
              .map(v -> new Given(v.type(), within(around, v.path())))
              .toList(),
          read.stream().map(id -> within(around, stage.value(id))).toList(),
          axes.stream()
              .flatMap(a -> Optional.ofNullable(stage.axes().get(a)).stream())
              .toList());
    }

    private static Value within(List<String> around, Value value) {
      List<String> path = within(around, value.path());
      if (value instanceof Value.Computed c) {
        return new Value.Computed(c.id(), c.type(), c.step(), c.forms(), path, c.bound());
      }
      if (value instanceof Value.Component c) {
        return new Value.Component(c.id(), c.type(), c.of(), c.component(), path, c.bound());
      }
      return value instanceof Value.Collected c
          ? new Value.Collected(c.id(), c.type(), c.of(), c.axes(), path, c.optional(), c.bound())
          : value;
    }

    private static List<String> within(List<String> around, List<String> path) {
      return path.subList(Axis.common(path, around), path.size());
    }
  }

  private record Given(JavaType type, List<String> path) {}
}
