package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.List;

/** The names in a stage's class: the user's own for the values, and others beside them that never clash. */
final class StageNames {
  private final NameAllocator names = new NameAllocator();
  private final Stage stage;

  StageNames(Stage stage) {
    this.stage = stage;
    stage.values().keySet().forEach(id -> names.newName(id, "value " + id));
    Axes.of(stage).forEach(a -> names.newName(a.id() + "Axis", "axis " + a.id()));
    names.newName("bound", "bound");
    names.newName("i", "index");
    names.newName("row", "row");
  }

  String column(String id) {
    return names.get("value " + id);
  }

  String axis(String id) {
    return names.get("axis " + id);
  }

  String bound() {
    return names.get("bound");
  }

  String index() {
    return names.get("index");
  }

  /** The axis of the elements on a path within a row. */
  CodeBlock axisOf(List<String> path) {
    return path.isEmpty()
        ? CodeBlock.of("rows()")
        : CodeBlock.of("$N", axis(path.get(path.size() - 1)));
  }

  /** A bound value that is the same for all rows. */
  CodeBlock constant(String id) {
    return constant(stage, bound(), id);
  }

  /** The instances that a step runs on; several resources have one pool of several instances each. */
  static CodeBlock pool(Value.Computed step, String bound) {
    return switch (step.resources().size()) {
      case 0 -> CodeBlock.of("$T.none()", TypeNames.runtime("ResourcePool"));
      case 1 -> CodeBlock.of("$L.$N", bound, step.resources().get(0).slot());
      default -> CodeBlock.of("$L.$N", bound, step.id() + "Pools");
    };
  }

  static CodeBlock constant(Stage stage, String bound, String id) {
    CodeBlock value = CodeBlock.of("$N.$N.get()", bound, id);
    return stage.value(id) instanceof Value.BoundInput i
        ? TypeNames.present(i.type(), value)
        : value;
  }
}
