package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a stage needs of {@code bind}, directly or through other bound values.
 *
 * @param inputs the names of the inputs
 * @param columns the values that are computed over the rows of one
 * @param resources those that compute them
 */
record Needs(Set<String> inputs, Set<String> columns, Set<Resource> resources) {

  static Needs of(Plan plan, Stage stage) {
    Needs needs = new Needs(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    Set<String> seen = new LinkedHashSet<>();
    Deque<Stage> open = new ArrayDeque<>(Set.of(stage));
    while (!open.isEmpty()) {
      Stage next = open.pop();
      for (String id : needed(plan, next)) {
        if (plan.graph().input(id).isPresent()) {
          needs.inputs.add(id);
        } else if (plan.kept().contains(id) && seen.add(id)) {
          Stage made = plan.boundStage(id);
          if (plan.spread().contains(id)) {
            needs.columns.add(id);
            needs.resources.addAll(plan.graph().withParts(made.resources()));
          }
          open.push(made);
        }
      }
    }
    return needs;
  }

  /** The bound values and inputs that a stage, or one of its resources, is given. */
  private static Set<String> needed(Plan plan, Stage stage) {
    Set<String> ids = new LinkedHashSet<>(stage.outside());
    if (stage.bound()) {
      ids.addAll(stage.root());
      stage.inputs().forEach(id -> ids.add(Tables.rowColumn(stage, id)));
    }
    plan.graph()
        .withParts(stage.resources())
        .forEach(r -> r.settings().forEach(s -> ids.add(s.name())));
    return ids;
  }
}
