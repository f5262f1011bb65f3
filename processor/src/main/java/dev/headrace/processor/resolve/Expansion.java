package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import java.util.List;

/** From a graph as it was declared to one of steps alone: what makes the records that entries return gets a name of its own. */
final class Expansion {
  private Expansion() {}

  static Graph of(Graph graph) {
    FreeNames names = new FreeNames(graph);
    List<Entry> entries = graph.entries().stream()
        .map(e -> e.outputs()
            .map(o -> e.withOutputs(o.renamed(names.free(o.step().value()))))
            .orElse(e))
        .toList();
    return graph.withEntries(entries);
  }
}
