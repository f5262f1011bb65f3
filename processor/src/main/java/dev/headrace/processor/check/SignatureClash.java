package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A static step in the pipeline's interface that has the signature of an entry. */
final class SignatureClash implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Step s : graph.steps()) {
      for (Node n : s.forms()) {
        boolean isOwn = n.owner().equals(graph.type()); // static methods are not inherited
        for (Entry e : graph.entries()) {
          if (isOwn && !n.modifiers().isAbstract() && isSame(n, e)) {
            findings.add(Finding.error(
                "SignatureClash",
                n.origin(),
                "Step " + n.reference() + " has the signature of entry " + e.name() + ".",
                List.of("Java has no room for both in one interface."),
                List.of(
                    "put the step into a nested class: final class Steps { … }.",
                    "give the method another name and its value this one: @"
                        + (n.isBatch() ? "BatchNode" : "Node") + "(\"" + n.value() + "\").",
                    "give the entry another name: @From(\"" + n.value() + "\").")));
          }
        }
      }
    }
    return findings;
  }

  private static boolean isSame(Node n, Entry e) {
    return n.method().equals(e.name())
        && n.parameters().stream()
            .map(p -> p.type().qualified())
            .toList()
            .equals(e.parameters().stream().map(p -> p.type().qualified()).toList());
  }
}
