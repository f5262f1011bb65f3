package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Definition;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Scope;
import java.util.ArrayList;
import java.util.List;

/** Two steps, or a step and an input, that give a value of one name. */
final class DuplicateValue implements Rule {
  private static final String CODE = "DuplicateValue";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Step step : graph.steps()) {
      graph.inputs().stream()
          .filter(i -> i.name().equals(step.value()))
          .forEach(i -> findings.add(duplicate(
              step.first(), "input " + i.name() + "() of " + graph.type().simple(), false)));
      List<Node> seen = new ArrayList<>();
      for (Node node : step.forms()) {
        if (node.modifiers().isAbstract()) {
          continue; // it gives nothing
        }
        seen.stream()
            .filter(
                other -> other.isBatch() == node.isBatch() || !other.owner().equals(node.owner()))
            .findFirst()
            .ifPresent(other -> findings.add(
                duplicate(node, other.signature() + " in " + other.owner().qualified(), true)));
        seen.add(node);
      }
    }
    for (Entry entry : graph.entries()) {
      Scope.of(graph, entry).clashes().stream()
          .filter(c -> !isInputAndStep(c)) // said once for all entries
          .forEach(c -> findings.add(clash(entry, c)));
    }
    List<Resource> resources = graph.resources();
    for (int i = 0; i < resources.size(); i++) {
      Resource r = resources.get(i);
      resources.subList(0, i).stream()
          .filter(o -> o.slot().equals(r.slot()))
          .findFirst()
          .ifPresent(o -> findings.add(Finding.error(
              CODE,
              r.origin(),
              "Two resources are called " + r.slot() + ".",
              List.of("here: " + what(r), "and: " + what(o)),
              List.of("give one of them another name, or remove it."))));
    }
    List<Input> inputs = graph.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      if (inputs.subList(0, i).stream().anyMatch(o -> o.name().equals(input.name()))) {
        findings.add(Finding.error(
            CODE,
            input.origin(),
            "Two inputs are called " + input.name() + ".",
            List.of(),
            List.of("give one of them another name.")));
      }
    }
    return findings;
  }

  private static String what(Resource r) {
    return r.factory()
        .map(f -> "the factory " + f + " in " + r.owner().qualified())
        .orElse("the class " + r.owner().qualified());
  }

  private static boolean isInputAndStep(Scope.Clash c) {
    return c.first() instanceof Definition.OfInput
        && (c.second() instanceof Definition.OfStep || c.second() instanceof Definition.OfInput);
  }

  private static Finding clash(Entry entry, Scope.Clash c) {
    return Finding.error(
        CODE,
        c.first() instanceof Definition.OfParameter
            ? c.first().origin()
            : c.second().origin(),
        "In entry " + entry.name() + ", the value " + c.name() + " is given twice.",
        List.of("by " + c.first().what(), "and by " + c.second().what()),
        List.of("give one of them another name."));
  }

  private static Finding duplicate(Node node, String other, boolean isStep) {
    List<String> fixes = new ArrayList<>();
    fixes.add("rename one, or name its value with @" + (node.isBatch() ? "BatchNode" : "Node")
        + "(\"…\").");
    if (isStep) {
      fixes.add(
          "for a single and a batch form of one step, put a @Node and a @BatchNode into one class.");
    }
    return Finding.error(
        CODE,
        node.valueOrigin(),
        "The value " + node.value() + " is given twice.",
        List.of("here: " + node.signature() + " in " + node.owner().qualified(), "and: " + other),
        fixes);
  }
}
