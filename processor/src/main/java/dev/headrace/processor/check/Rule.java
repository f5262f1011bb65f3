package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** One kind of mistake. */
interface Rule {
  /** Every place in the pipeline where it was made. */
  List<Finding> check(Resolution resolution);
}
