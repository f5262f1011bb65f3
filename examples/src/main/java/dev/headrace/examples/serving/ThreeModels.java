package dev.headrace.examples.serving;

import dev.headrace.BatchNode;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import dev.headrace.examples.bench.SimulatedModel;
import java.util.List;

/** Three models, one after another. */
@Pipeline
public interface ThreeModels {
  /** What the last model says. */
  long third(long item);

  /** The first model. */
  @StatefulResource
  static SimulatedModel one(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The second model. */
  @StatefulResource
  static SimulatedModel two(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The third model. */
  @StatefulResource
  static SimulatedModel three(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The steps. */
  final class Nodes {
    private Nodes() {}

    @BatchNode(maxBatchSize = 64)
    static List<Long> first(List<Long> item, SimulatedModel one) {
      return one.apply(item);
    }

    @BatchNode(maxBatchSize = 64)
    static List<Long> second(List<Long> first, SimulatedModel two) {
      return two.apply(first);
    }

    @BatchNode(maxBatchSize = 64)
    static List<Long> third(List<Long> second, SimulatedModel three) {
      return three.apply(second);
    }
  }
}
