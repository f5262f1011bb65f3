package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * Another pipeline's entry as one step of this one.
 *
 * @param node the method that declares it, as a step
 * @param pipeline the class that is named
 * @param graph the pipeline; empty when the class is none, or when the pipelines use each other
 * @param entryName the entry that is named; empty for none
 * @param cycle the pipelines that use each other, in order; the first stands again at the end
 * @param cycleOrigin the method that closes the cycle
 */
public record Use(
    Node node,
    JavaType pipeline,
    Optional<Graph> graph,
    String entryName,
    List<String> cycle,
    Origin cycleOrigin,
    Origin pipelineOrigin,
    Origin entryOrigin) {

  public Use {
    cycle = List.copyOf(cycle);
  }

  /** The name of the value. */
  public String name() {
    return node.value();
  }

  /** The entry that is used: the one named, the only one, or the one of the same name. */
  public Optional<Entry> entry() {
    List<Entry> entries = graph.map(Graph::entries).orElse(List.of());
    if (!entryName.isEmpty()) {
      return entries.stream().filter(e -> e.name().equals(entryName)).findFirst();
    }
    return entries.size() == 1
        ? Optional.of(entries.get(0))
        : entries.stream().filter(e -> e.name().equals(name())).findFirst();
  }
}
