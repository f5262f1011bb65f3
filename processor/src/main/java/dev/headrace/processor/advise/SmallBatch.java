package dev.headrace.processor.advise;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A resource whose calls hold few elements because the step allows no more. */
final class SmallBatch implements Advice {
  /** Below this a GPU spends most of a call on what is the same for any number of elements. */
  private static final int FEW_ON_GPU = 8;

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    Stream.concat(plan.boundStages().stream(), plan.callStages().stream())
        .map(Stage::steps)
        .flatMap(List::stream)
        .forEach(c -> c.batch().ifPresent(f -> check(c, f.node(), findings)));
    return findings;
  }

  private static void check(Value.Computed c, Node n, List<Finding> findings) {
    Node.Batch batch = n.batch().orElseThrow();
    Optional<Resource> small = c.resources().stream()
        .filter(r -> batch.maxBatchSize() < (r.gpus() > 0 ? FEW_ON_GPU : 2))
        .findFirst();
    small.ifPresent(r -> findings.add(Finding.note(
        "SmallBatch",
        batch.sizeOrigin(),
        "Batch step " + n.reference() + " calls " + r.type().simple()
            + (r.gpus() > 0 ? ", which is on a GPU," : "") + " for at most "
            + batch.maxBatchSize() + (batch.maxBatchSize() == 1 ? " element" : " elements")
            + " at a time.",
        List.of("For n elements it is called "
            + (batch.maxBatchSize() == 1 ? "n" : "n/" + batch.maxBatchSize()) + " times."),
        List.of("raise maxBatchSize as far as the model's memory allows."))));
  }
}
