package dev.headrace.examples.serving;

import dev.headrace.BatchNode;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import dev.headrace.examples.bench.SimulatedModel;
import java.util.List;

/** One model, asked by many callers at once. */
@Pipeline
public interface Scoring {
  /** The score of an item. */
  long score(long item);

  /** The model. */
  @StatefulResource
  static SimulatedModel model(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The step. */
  final class Nodes {
    private Nodes() {}

    @BatchNode(maxBatchSize = 64)
    static List<Long> score(List<Long> item, SimulatedModel model) {
      return model.apply(item);
    }
  }
}
