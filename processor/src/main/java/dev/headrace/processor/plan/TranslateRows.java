package dev.headrace.processor.plan;

import dev.headrace.processor.model.TypeSystem;

/** Translates the stages that Daft runs row by row, too: for the naive program, and to say what it would cost. */
final class TranslateRows implements Pass {

  @Override
  public Plan apply(Plan plan) {
    TypeSystem types = plan.graph().types();
    return plan.withRowPrograms(SharedRowSteps.in(
        plan.daftStages().stream().map(s -> RowProgramBuilder.of(types, s)).toList()));
  }
}
