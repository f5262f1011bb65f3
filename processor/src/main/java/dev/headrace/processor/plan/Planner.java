package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.function.BiConsumer;

/** Runs the passes in order. */
public final class Planner {
  private static final List<Pass> PASSES = List.of(
      new PruneEntries(),
      new SplitBinding(),
      new SpreadBound(),
      new KeepBound(),
      new PlaceMaterialization(),
      new CutStages(),
      new ChooseForms(),
      new OrderKernels(),
      new SizeBatches(),
      new TranslateRows());

  private Planner() {}

  /** The plan of a graph without findings; {@code explain} is shown the plan after each pass. */
  public static Plan plan(Resolution resolution, BiConsumer<String, Plan> explain) {
    Plan plan = Plan.of(resolution.graph(), resolution.flows());
    for (Pass pass : PASSES) {
      plan = pass.apply(plan);
      explain.accept(pass.getClass().getSimpleName(), plan);
    }
    return plan;
  }
}
