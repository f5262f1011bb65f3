package dev.headrace.processor.check;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A step that generated code could not call. */
final class NodeShape implements Rule {
  private static final String CODE = "NodeShape";

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    for (Step step : resolution.graph().steps()) {
      step.forms().forEach(n -> check(n, findings));
    }
    return findings;
  }

  private static void check(Node n, List<Finding> findings) {
    Node.Modifiers m = n.modifiers();
    if (m.isPrivate()) {
      findings.add(error(n, "is private.", "remove `private`: generated code calls it."));
    }
    if (m.isGeneric()) {
      findings.add(
          error(n, "has type parameters.", "give it fixed types, or write one step per type."));
    }
    if (n.result().isVoid()) {
      findings.add(error(n, "returns nothing.", "return the value that later steps take."));
    }
    if (!m.isStatic() && !m.ownerIsResource()) {
      findings.add(error(
          n,
          "is not static.",
          "declare it static, or annotate " + n.owner().simple() + " with @StatefulResource."));
    }
  }

  private static Finding error(Node n, String what, String fix) {
    return Finding.error(
        CODE, n.origin(), "Step " + n.reference() + " " + what, List.of(), List.of(fix));
  }
}
