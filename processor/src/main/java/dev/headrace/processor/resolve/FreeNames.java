package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Parameter;
import java.util.HashSet;
import java.util.Set;

/** The names of a graph, and new ones beside them that nothing else has. */
final class FreeNames {
  private final Set<String> taken = new HashSet<>();
  private final Set<String> declared;

  FreeNames(Graph graph) {
    graph.inputs().forEach(i -> {
      taken.add(i.name());
      i.elements().map(Elements::name).ifPresent(taken::add);
    });
    graph.steps().forEach(s -> {
      taken.add(s.value());
      s.forms().forEach(f -> f.elements().map(Elements::name).ifPresent(taken::add));
    });
    graph.uses().forEach(u -> {
      taken.add(u.name());
      u.node().elements().map(Elements::name).ifPresent(taken::add);
    });
    declared = Set.copyOf(taken);
    for (Entry e : graph.entries()) {
      for (Parameter p : e.parameters()) {
        taken.add(p.name());
        p.elements().map(Elements::name).ifPresent(taken::add);
      }
    }
    graph.resources().forEach(r -> taken.add(r.slot()));
  }

  /** Whether all entries can see a value of that name. */
  boolean isValue(String name) {
    return declared.contains(name);
  }

  /** The name itself, if nothing has it so far, or else one like the other. */
  String free(String name, String otherwise) {
    return taken.add(name) ? name : free(otherwise);
  }

  /** The name, or one like it, that nothing has so far. */
  String free(String name) {
    String unused = name;
    while (!taken.add(unused)) {
      unused += "_";
    }
    return unused;
  }
}
