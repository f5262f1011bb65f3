package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An entry or an input with the name of a method that the executor has, or gets for another entry. */
final class GeneratedMethodClash implements Rule {
  private static final String CODE = "GeneratedMethodClash";

  /** Without parameters, what every executor has. */
  private static final Set<String> OWN = Set.of("builder", "warmUp", "close");

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Entry e : graph.entries()) {
      if (e.parameters().isEmpty() && OWN.contains(e.name())) {
        findings.add(Finding.error(
            CODE,
            e.origin(),
            "Entry " + e.name() + " has the name of a method that every executor has.",
            List.of(),
            List.of("give it another name.")));
      }
      for (Entry of : graph.entries()) {
        for (String suffix : List.of("Async", "All", "Outcomes", "Unordered")) {
          if (e.name().equals(of.name() + suffix)) {
            findings.add(Finding.warning(
                CODE,
                e.origin(),
                "Entry " + e.name() + " has the name of a method that the executor gets for "
                    + of.name() + "; that one is left out.",
                List.of(of.name() + "Async calls it without waiting, " + of.name() + "All, "
                    + of.name() + "Outcomes and " + of.name() + "Unordered run it over a stream."),
                List.of("give the entry another name, and say which value it returns with @From(\""
                    + e.request().name() + "\").")));
          }
        }
      }
    }
    graph.inputs().stream()
        .filter(i -> OWN.contains(i.name()))
        .forEach(i -> findings.add(Finding.error(
            CODE,
            i.origin(),
            "Input " + i.name() + " has the name of a method that every executor has.",
            List.of(),
            List.of("give it another name."))));
    return findings;
  }
}
