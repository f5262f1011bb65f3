package dev.headrace.examples.bench;

import dev.headrace.BatchNode;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.util.List;

/** Three models one after the other, each on an instance of its own: their batches overlap on a stream. */
@Pipeline
public interface ThreeModels {
  /** What the three models make of a number. */
  long third(long number);

  /** The first model. */
  @StatefulResource
  static SimulatedModel firstModel(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The second model. */
  @StatefulResource
  static SimulatedModel secondModel(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The third model. */
  @StatefulResource
  static SimulatedModel thirdModel(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }

  /** The steps. */
  final class Nodes {
    private Nodes() {}

    @BatchNode(maxBatchSize = 256)
    static List<Long> first(List<Long> number, SimulatedModel firstModel) {
      return firstModel.apply(number);
    }

    @BatchNode(maxBatchSize = 256)
    static List<Long> second(List<Long> first, SimulatedModel secondModel) {
      return secondModel.apply(first);
    }

    @BatchNode(maxBatchSize = 256)
    static List<Long> third(List<Long> second, SimulatedModel thirdModel) {
      return thirdModel.apply(second);
    }
  }
}
