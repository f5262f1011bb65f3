package dev.headrace.processor.advise;

import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import java.util.List;

/** One kind of thing that makes a pipeline slower than it could be: a pure function of the plan. */
interface Advice {
  /** Every place where it is so; never an error. */
  List<Finding> of(Plan plan);
}
