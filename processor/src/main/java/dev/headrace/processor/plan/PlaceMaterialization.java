package dev.headrace.processor.plan;

import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Input;
import java.util.List;

/**
 * Chooses what Daft materializes, and where: the rows of inputs that are lists, with what is computed for them, after the last
 * such step and before the first call. A query itself materializes nothing.
 */
final class PlaceMaterialization implements Pass {

  @Override
  public Plan apply(Plan plan) {
    return plan.withTables(plan.graph().inputs().stream()
        .filter(i -> isTable(plan, i))
        .map(i -> new Table(i.name(), computed(plan, i)))
        .toList());
  }

  /** A list that is opened, or of records: it may be large. */
  static boolean isTable(Plan plan, Input input) {
    return input.type().isList()
        && (plan.boundAxes().containsKey(input.name())
            || plan.graph()
                .types()
                .dataType(input.type())
                .filter(t ->
                    t instanceof DataType.ListOf list && list.element() instanceof DataType.Struct)
                .isPresent());
  }

  private static List<String> computed(Plan plan, Input input) {
    return plan.kept().stream()
        .filter(id -> plan.rowsOf(id).filter(input.name()::equals).isPresent())
        .toList();
  }
}
