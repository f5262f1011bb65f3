package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Use;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code @Use} that says of no entry which one it means. */
final class UnknownEntry implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().uses().stream()
        .filter(u -> u.graph().isPresent() && u.entry().isEmpty())
        .map(u -> finding(u, u.graph().orElseThrow()))
        .toList();
  }

  private static Finding finding(Use use, Graph graph) {
    String pipeline = graph.type().simple();
    List<String> names = graph.entries().stream().map(Entry::name).toList();
    List<String> fixes = new ArrayList<>();
    Names.close(use.entryName().isEmpty() ? use.name() : use.entryName(), names)
        .forEach(n -> fixes.add("did you mean entry = \"" + n + "\"?"));
    fixes.add(
        names.isEmpty()
            ? "give it an entry: an abstract method."
            : "say one of its entries: "
                + names.stream()
                    .map(n -> "entry = \"" + n + "\"")
                    .collect(Collectors.joining(" or "))
                + ".");
    return use.entryName().isEmpty()
        ? Finding.error(
            "UnknownEntry",
            use.pipelineOrigin(),
            pipeline + " has several entries, and none is called " + use.name() + ".",
            List.of(),
            fixes)
        : Finding.error(
            "UnknownEntry",
            use.entryOrigin(),
            pipeline + " has no entry " + use.entryName() + ".",
            List.of(),
            fixes);
  }
}
