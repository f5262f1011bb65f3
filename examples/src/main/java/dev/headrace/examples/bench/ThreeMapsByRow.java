package dev.headrace.examples.bench;

import dev.headrace.BatchNode;
import dev.headrace.From;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.util.List;

/** Three maps over rows of one item each, on up to two instances of a model. */
@Pipeline
public interface ThreeMapsByRow {
  /** The result for one item per row. */
  @From("third")
  long result(long item);

  /** The model. */
  @StatefulResource(maxConcurrency = 2)
  static SimulatedModel model(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The first map. */
  @BatchNode(maxBatchSize = Maps.MAX_BATCH_SIZE)
  static List<Long> first(List<Long> item, SimulatedModel model) {
    return model.apply(item);
  }

  /** The second map. */
  @BatchNode(maxBatchSize = Maps.MAX_BATCH_SIZE)
  static List<Long> second(List<Long> first, SimulatedModel model) {
    return model.apply(first);
  }

  /** The third map. */
  @BatchNode(maxBatchSize = Maps.MAX_BATCH_SIZE)
  static List<Long> third(List<Long> second, SimulatedModel model) {
    return model.apply(second);
  }
}
