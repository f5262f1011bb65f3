package dev.headrace.examples.bench;

import dev.headrace.All;
import dev.headrace.Elements;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import java.util.List;

/** {@link ThreeMaps} on a single instance of the model. */
@Pipeline(nodes = Maps.class)
public interface ThreeMapsOnOne {
  /** The results for a list of items per row. */
  @All("third")
  List<Long> results(@Elements("item") List<Long> items);

  /** The model. */
  @StatefulResource
  static SimulatedModel model(int microsPerCall, int microsPerItem) {
    return new SimulatedModel(microsPerCall, microsPerItem);
  }
}
