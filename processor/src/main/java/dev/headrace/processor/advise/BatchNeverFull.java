package dev.headrace.processor.advise;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import java.util.List;

/** A size of batches that another limit keeps from ever being reached. */
final class BatchNeverFull implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    return plan.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .flatMap(n -> n.batch().stream()
            .filter(b -> b.isSizeGiven() && b.maxBatchCost() > 0)
            .filter(b -> b.maxBatchCost() < b.maxBatchSize())
            .map(b -> finding(n, b)))
        .toList();
  }

  private static Finding finding(Node n, Node.Batch b) {
    return Finding.warning(
        "BatchNeverFull",
        b.sizeOrigin(),
        "Batches of " + n.reference() + " never reach maxBatchSize = " + b.maxBatchSize()
            + ": maxBatchCost = " + b.maxBatchCost() + " cuts them before.",
        List.of("At a cost of 1 for each element there are " + b.maxBatchCost()
            + " in a batch, and fewer at any higher cost."),
        List.of(
            "raise maxBatchCost: it is the sum of the costs in a batch"
                + (b.padded() ? ", each counted as the largest." : "."),
            "lower maxBatchSize to at most " + b.maxBatchCost() + ", or leave it out."));
  }
}
