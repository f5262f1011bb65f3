package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Something whose types are not fixed. */
final class TypeParameters implements Rule {
  private static final String CODE = "TypeParameters";
  private static final List<String> WHY =
      List.of("Values have fixed types, so that each can be checked and stored in a column.");

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    if (graph.isGeneric()) {
      findings.add(
          Finding.error(
              CODE,
              graph.origin(),
              "@Pipeline " + graph.type().simple() + " has type parameters.",
              WHY,
              List.of(
                  "write one pipeline per type, with the common steps in a class named in nodes = {…}.")));
    }
    for (Entry e : graph.entries()) {
      if (e.generic()) {
        findings.add(Finding.error(
            CODE,
            e.origin(),
            "Entry " + e.name() + " has type parameters.",
            WHY,
            List.of("give it fixed types.")));
      }
    }
    for (Step s : graph.steps()) {
      for (Node n : s.forms()) {
        if (n.modifiers().isGeneric()) {
          findings.add(Finding.error(
              CODE,
              n.origin(),
              "Step " + n.reference() + " has type parameters.",
              WHY,
              List.of("give it fixed types, or write one step per type.")));
        }
      }
    }
    for (Resource r : graph.resources()) {
      if (r.type().isOpen()) {
        findings.add(Finding.error(
            CODE,
            r.origin(),
            "Resource " + r.type().simple() + " has type parameters.",
            WHY,
            List.of(
                "move the annotation to a static method for each type that you need, in a class with steps: "
                    + "@StatefulResource static " + r.type().name() + "<…> " + r.slot()
                    + "(…).")));
      }
    }
    return findings;
  }
}
