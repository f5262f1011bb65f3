package dev.headrace.examples.bench;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Three maps over a list: each is one call of the model per batch. Between two maps the whole list
 * is looked at, as it is to scale scores within their list; so each map ends before the next
 * begins, and row by row each costs an explode and a groupby of its own.
 */
final class Maps {
  static final int MAX_BATCH_SIZE = 256;

  private Maps() {}

  /** The first map. */
  @BatchNode(maxBatchSize = MAX_BATCH_SIZE)
  static List<Long> first(List<Long> item, SimulatedModel model) {
    return model.apply(item);
  }

  /** The lowest of a list after the first map. */
  @Node
  static long lowestFirst(@All("first") List<Long> firsts) {
    return lowest(firsts);
  }

  /** The second map. */
  @BatchNode(maxBatchSize = MAX_BATCH_SIZE)
  static List<Long> second(List<Long> first, List<Long> lowestFirst, SimulatedModel model) {
    return model.apply(above(lowestFirst, first));
  }

  /** The lowest of a list after the second map. */
  @Node
  static long lowestSecond(@All("second") List<Long> seconds) {
    return lowest(seconds);
  }

  /** The third map. */
  @BatchNode(maxBatchSize = MAX_BATCH_SIZE)
  static List<Long> third(List<Long> second, List<Long> lowestSecond, SimulatedModel model) {
    return model.apply(above(lowestSecond, second));
  }

  private static long lowest(List<Long> values) {
    return values.isEmpty() ? 0 : Collections.min(values);
  }

  private static List<Long> above(List<Long> lowest, List<Long> values) {
    List<Long> differences = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      differences.add(values.get(i) - lowest.get(i));
    }
    return differences;
  }
}
