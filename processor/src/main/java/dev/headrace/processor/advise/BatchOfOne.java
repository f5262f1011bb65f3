package dev.headrace.processor.advise;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;

/** A batch step that runs once, for one element. */
final class BatchOfOne implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Flow flow : plan.flows()) {
      for (Value.Computed c : flow.steps()) {
        if (c.bound() && c.path().isEmpty() && c.single().isEmpty()) {
          Node n = c.step().first();
          findings.add(
              Finding.warning(
                  "BatchOfOne",
                  n.origin(),
                  "Batch step " + n.reference()
                      + " runs once, with one element: its batches never fill.",
                  List.of("What it takes is bound, and lies on no axis."),
                  List.of(
                      "use @Node.",
                      "open the list that it should run over: @Elements on the input, or @Each on a parameter.")));
        }
      }
    }
    return findings;
  }
}
