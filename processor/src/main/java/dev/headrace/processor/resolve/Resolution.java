package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import java.util.List;
import java.util.Map;

/** A graph with each of its entries resolved. */
public record Resolution(Graph graph, List<Flow> flows) {
  public Resolution {
    flows = List.copyOf(flows);
  }

  /** Resolves every entry of the graph. */
  public static Resolution of(Graph declared) {
    Graph graph = Expansion.of(declared);
    return new Resolution(
        graph,
        graph.entries().stream()
            .map(e -> e.generic() ? Flow.none(e) : new Resolver(graph, e).resolve())
            .toList());
  }

  /** The axes of every name that the entry can see, as messages call them; without what cannot be made out. */
  public Map<String, List<String>> paths(Entry entry) {
    return new Resolver(graph, entry).paths();
  }
}
