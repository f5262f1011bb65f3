package dev.headrace.examples.bench;

import dev.headrace.All;
import dev.headrace.Elements;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.util.List;

/** Three maps over the list of each row, on up to two instances of a model. */
@Pipeline(nodes = Maps.class)
public interface ThreeMaps {
  /** The results for a list of items per row. */
  @All("third")
  List<Long> results(@Elements("item") List<Long> items);

  /** The model. */
  @StatefulResource(maxConcurrency = 2)
  static SimulatedModel model(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }
}
