package dev.headrace.processor.advise;

import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import java.util.List;

/** Everything that can be advised, in the order in which it is shown. */
public final class Advisor {
  private static final List<Advice> KINDS = List.of(
      new RowByRowResource(),
      new BatchOfOne(),
      new BatchNeverFull(),
      new SmallBatch(),
      new SharedVaries(),
      new ProductLoop(),
      new RebuiltPerCall(),
      new ComputedPerWorker());

  private Advisor() {}

  /** What the user could still do; what several entries lead to, once. */
  public static List<Finding> advise(Plan plan) {
    return KINDS.stream().flatMap(k -> k.of(plan).stream()).distinct().toList();
  }
}
