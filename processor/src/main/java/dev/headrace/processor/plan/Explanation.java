package dev.headrace.processor.plan;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as text: one line per value until there are stages, then one line per kernel. */
final class Explanation implements Kernel.Visitor<String> {
  private final Stage stage;

  private Explanation(Stage stage) {
    this.stage = stage;
  }

  static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    if (plan.callStages().isEmpty()) {
      plan.flows().forEach(f -> flow(plan, f, text));
      plan.tables().forEach(t -> table(t, text));
      return text.toString();
    }
    if (plan.tables().isEmpty()) {
      text.append("Daft materializes nothing\n");
    }
    plan.tables().forEach(t -> table(t, text));
    plan.boundStages().forEach(s -> stage(plan, s, text));
    plan.callStages().forEach(s -> stage(plan, s, text));
    plan.rowPrograms().forEach(p -> rows(p, text));
    return text.toString();
  }

  private static void flow(Plan plan, Flow flow, StringBuilder text) {
    text.append("entry ").append(flow.entry().name()).append('\n');
    for (Value v : flow.values().values()) {
      String id = v.id();
      String marks = (plan.bound().containsKey(id) && v.bound() ? " bound" : "")
          + (plan.kept().contains(id) && v.bound() ? " kept" : "")
          + (plan.spread().contains(id) && v.bound() ? " spread" : "");
      text.append("  ")
          .append(id)
          .append(": ")
          .append(v.type().simple())
          .append(' ')
          .append(v.path())
          .append(marks)
          .append('\n');
    }
  }

  private static void table(Table table, StringBuilder text) {
    text.append("Daft materializes the rows of ")
        .append(table.input())
        .append(table.computed().isEmpty() ? "" : " with " + String.join(", ", table.computed()))
        .append(", once, before the first call\n");
  }

  private static void rows(RowProgram program, StringBuilder text) {
    Stage stage = program.stage();
    text.append("row by row: ")
        .append(stage.bound() ? "bound " : "entry ")
        .append(stage.name())
        .append('\n');
    for (RowProgram.Map map : program.maps()) {
      text.append("  each row")
          .append(map.path().stream().map(a -> ", each of " + a).collect(Collectors.joining()))
          .append(": ")
          .append(map.steps().stream().map(RowStep::value).collect(Collectors.joining(", ")))
          .append('\n');
    }
  }

  private static void stage(Plan plan, Stage stage, StringBuilder text) {
    text.append(stage.bound() ? "bound " : "entry ").append(stage.name());
    if (!stage.root().isEmpty()) {
      text.append(" over the rows of ").append(String.join(", ", stage.root()));
    }
    if (!stage.resources().isEmpty()) {
      text.append(" on ")
          .append(stage.resources().stream().map(Resource::slot).collect(Collectors.joining(", ")));
    }
    if (stage.rowsPerBatch() > 0 && plan.daftStages().contains(stage)) {
      text.append(", in Daft ").append(stage.rowsPerBatch()).append(" rows at a time");
    }
    text.append('\n');
    Explanation lines = new Explanation(stage);
    List<List<Kernel>> waves = stage.waves();
    if (waves.isEmpty() && stage.modes().isEmpty()) {
      text.append("  ")
          .append(
              String.join(", ", stage.computed().isEmpty() ? stage.outputs() : stage.computed()))
          .append('\n');
    }
    if (waves.isEmpty()) {
      stage
          .modes()
          .forEach((id, mode) -> text.append("  ")
              .append(id)
              .append(": ")
              .append(lines.mode(id, mode))
              .append('\n'));
    }
    for (int i = 0; i < waves.size(); i++) {
      for (Kernel k : waves.get(i)) {
        text.append("  ").append(i + 1).append(". ").append(k.accept(lines)).append('\n');
      }
    }
  }

  /** How a step is called, and why. */
  private String mode(String id, Mode mode) {
    Value.Computed step = (Value.Computed) stage.value(id);
    String on = step.resources().isEmpty()
        ? ""
        : ", on " + step.resources().stream().map(Resource::slot).collect(Collectors.joining(", "));
    if (step.batch().isEmpty() || mode == Mode.ONE_BY_ONE) {
      String why = step.batch().isEmpty() ? "it has no batch form" : "there is only one";
      return "one by one, for " + why + on;
    }
    Value.Form form = step.batch().get();
    Node.Batch batch = form.node().batch().orElseThrow();
    List<String> over = new ArrayList<>(stage.path(id));
    if (!stage.bound() || !stage.root().isEmpty()) {
      over.add(0, "rows");
    }
    String shared = form.operands().stream()
        .filter(o -> o.parameter().shared())
        .map(o -> o.value().orElseThrow())
        .collect(Collectors.joining(" or of "));
    return "in batches of at most " + batch.maxBatchSize()
        + (batch.maxBatchCost() > 0 ? " and a cost of " + batch.maxBatchCost() : "")
        + (over.isEmpty() ? "" : ", across all " + String.join(", ", over))
        + (batch.padded() ? ", like costs together, results in order" : "")
        + (shared.isEmpty() ? "" : ", never two of " + shared)
        + (step.single().isPresent() ? ", one alone by the single form" : "")
        + on;
  }

  private String on(String id) {
    return " " + stage.path(id);
  }

  @Override
  public String open(Kernel.Open kernel) {
    Axis axis = kernel.axis();
    String nested =
        axis.id().equals(axis.list()) ? "" : " = " + axis.list() + ", for each of " + axis.parent();
    return "open axis " + axis.id() + nested;
  }

  @Override
  public String elements(Kernel.Elements kernel) {
    return kernel.value().id() + on(kernel.value().id()) + " = elements of "
        + kernel.value().list()
        + (kernel.value().lockstep() ? ", in lockstep" : "");
  }

  @Override
  public String unnest(Kernel.Unnest kernel) {
    return kernel.value() + on(kernel.value()) + " = bound, once more for each row";
  }

  @Override
  public String collect(Kernel.Collect kernel) {
    return kernel.value().id() + on(kernel.value().id()) + " = all "
        + kernel.value().of() + " along " + String.join(", ", kernel.value().axes());
  }

  @Override
  public String batch(Kernel.Batch kernel) {
    String size = kernel
        .many()
        .map(f -> f.node().batch().orElseThrow())
        .map(b -> "of at most " + b.maxBatchSize()
            + (b.maxBatchCost() > 0 ? ", of cost " + b.maxBatchCost() : "")
            + (b.padded() ? ", padded" : ""))
        .orElse("of one");
    return kernel.value().id() + on(kernel.value().id()) + " = batches " + size
        + needs(kernel.value());
  }

  @Override
  public String loop(Kernel.Loop kernel) {
    return "loop " + kernel.path() + ": "
        + kernel.values().stream().map(v -> v.id() + needs(v)).collect(Collectors.joining("; "));
  }

  private static String needs(Value value) {
    return value.needs().stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
