package dev.headrace.examples.bench;

import dev.headrace.BatchNode;
import dev.headrace.From;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.util.List;

/** One model over rows of one passage each. */
@Pipeline
public interface OneMap {
  /** The result for one passage per row. */
  @From("encoded")
  long result(long passage);

  /** The model. */
  @StatefulResource
  static SimulatedModel model(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** Encodes passages. */
  @BatchNode(maxBatchSize = Maps.MAX_BATCH_SIZE)
  static List<Long> encoded(List<Long> passage, SimulatedModel model) {
    return model.apply(passage);
  }
}
