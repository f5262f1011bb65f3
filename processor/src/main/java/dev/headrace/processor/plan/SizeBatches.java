package dev.headrace.processor.plan;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.resolve.Value;
import java.util.Optional;

/**
 * Chooses how many rows Daft gives to a stage at a time: as many as keep every instance of its resources busy while the next
 * ones are prepared; many more where elements are sorted by what they cost, as batches of like ones are found among those
 * that wait.
 */
final class SizeBatches implements Pass {
  private static final int LISTS = 64; // each of any number of elements
  private static final int SORTED = 16; // for each instance
  private static final int WITHOUT_RESOURCE = 1024;
  private static final int LEAST = 16;

  @Override
  public Plan apply(Plan plan) {
    return plan.withStages(
        plan.boundStages().stream().map(SizeBatches::size).toList(),
        plan.callStages().stream().map(SizeBatches::size).toList());
  }

  private static Stage size(Stage stage) {
    int size = 0;
    boolean onAxis = false;
    for (Value.Computed c : stage.steps()) {
      if (!c.resources().isEmpty()) {
        onAxis |= !stage.path(c.id()).isEmpty();
        size = Math.max(size, rows(c));
      }
    }
    return stage.withRowsPerBatch(
        onAxis ? LISTS : size == 0 ? WITHOUT_RESOURCE : Math.max(size, LEAST));
  }

  private static int rows(Value.Computed c) {
    int instances =
        c.resources().stream().mapToInt(Resource::maxConcurrency).min().orElse(1);
    Optional<Node.Batch> many = c.batch().flatMap(f -> f.node().batch());
    int limit = many.map(Node.Batch::maxBatchSize).orElse(1);
    int ahead = many.filter(Node.Batch::padded).isPresent() ? 2 * SORTED : 2;
    return Math.min(limit, 4096) * Math.min(instances, 64) * ahead;
  }
}
