package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Alias;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.model.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a graph as it was declared to one of steps alone: those of the pipelines that it uses are among its own, and what makes
 * the records that entries return has a name. The plan and the emitters see nothing of either.
 */
final class Expansion {
  final FreeNames names;
  final List<Input> inputs;
  final List<Step> steps;
  final List<Alias> aliases = new ArrayList<>();
  final List<Resource> resources;

  private Expansion(Graph graph) {
    names = new FreeNames(graph);
    inputs = new ArrayList<>(graph.inputs());
    steps = new ArrayList<>(graph.steps());
    resources = new ArrayList<>(graph.resources());
  }

  static Graph of(Graph declared) {
    Graph graph = declared.uses().isEmpty() ? declared : pinned(declared);
    Expansion into = new Expansion(graph);
    for (Use use : graph.uses()) {
      new Inlining(graph.types(), use, into).run();
    }
    List<Entry> entries = graph.entries().stream()
        .map(e -> e.outputs()
            .map(o -> e.withOutputs(o.renamed(into.names.free(o.step().value()))))
            .orElse(e))
        .toList();
    return graph.with(into.inputs, entries, into.steps, into.aliases, into.resources);
  }

  /** The same graph, in which whatever is given a resource names its slot: other graphs' slots beside them change nothing. */
  static Graph pinned(Graph graph) {
    return graph.with(
        graph.inputs(),
        graph.entries(),
        graph.steps().stream()
            .map(s -> new Step(
                s.value(),
                s.label(),
                s.use(),
                s.forms().stream().map(n -> pinned(graph, n)).toList(),
                s.bases()))
            .toList(),
        graph.aliases(),
        graph.resources().stream()
            .map(r ->
                r.in(r.slot(), r.settings().stream().map(s -> pinned(graph, s)).toList()))
            .toList());
  }

  private static Node pinned(Graph graph, Node node) {
    List<Parameter> parameters = node.parameters().stream()
        .map(p -> graph.resource(p).map(r -> p.named(r.slot())).orElse(p))
        .toList();
    Optional<String> slot = graph.receiver(node).map(Resource::slot);
    return node.giving(node.value(), node.elements(), slot, parameters);
  }

  private static Setting pinned(Graph graph, Setting setting) {
    return graph.part(setting).map(p -> setting.named(p.slot())).orElse(setting);
  }
}
