package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An entry or an input that every object has already. */
final class ObjectMethod implements Rule {
  private static final Set<String> SIGNATURES = Set.of(
      "hashCode()",
      "toString()",
      "getClass()",
      "notify()",
      "notifyAll()",
      "wait()",
      "wait(long)",
      "wait(long, int)",
      "clone()",
      "finalize()",
      "equals(Object)");

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Entry e : graph.entries()) {
      check(e.name(), e.parameterTypes(), "Entry ", e.origin(), findings);
    }
    for (Input i : graph.inputs()) {
      check(i.name(), List.of(), "Input ", i.origin(), findings);
    }
    return findings;
  }

  private static void check(
      String name, List<JavaType> types, String what, Origin origin, List<Finding> findings) {
    String signature =
        name + "(" + String.join(", ", types.stream().map(JavaType::simple).toList()) + ")";
    if (SIGNATURES.contains(signature)) {
      findings.add(Finding.error(
          "ObjectMethod",
          origin,
          what + name + " is a method of Object: " + signature + ".",
          List.of(),
          List.of("give it another name.")));
    }
  }
}
