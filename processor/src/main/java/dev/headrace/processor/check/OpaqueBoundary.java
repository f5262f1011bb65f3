package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Something that no column can hold where data enters or leaves. */
final class OpaqueBoundary implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Entry e : graph.entries()) {
      if (e.generic()) {
        continue;
      }
      e.parameters()
          .forEach(p -> check(
              graph,
              "Parameter " + p.name() + " of entry " + e.name(),
              p.type(),
              p.origin(),
              findings));
      check(graph, "The result of entry " + e.name(), e.result(), e.origin(), findings);
    }
    graph.inputs().forEach(i -> check(graph, "Input " + i.name(), i.type(), i.origin(), findings));
    return findings;
  }

  private static void check(
      Graph graph, String what, JavaType type, Origin origin, List<Finding> findings) {
    if (!type.isVoid()
        && !isNamedElsewhere(graph, type)
        && graph.types().dataType(type).isEmpty()
        && !unresolved(type)) {
      findings.add(
          Finding.error(
              "OpaqueBoundary",
              origin,
              what + " is " + type.simple() + ", which no column can hold.",
              Stream.concat(
                      ColumnPath.why(graph.types(), type).stream(),
                      Stream.of(
                          "Data enters and leaves as scalars, strings, lists, maps with string keys, enums, times, and records of these."))
                  .toList(),
              List.of(
                  "make " + type.simple() + " a record of such parts.",
                  "pass what it is made from, and make it in a step: a value between steps may be of any type.")));
    }
  }

  /** Another rule says what is wrong with it, and nearer to the cause. */
  private static boolean isNamedElsewhere(Graph graph, JavaType type) {
    return new Place("", type, Place.Role.INPUT, graph.origin())
        .parts().stream()
            .anyMatch(t -> t instanceof JavaType.Wildcard
                || t instanceof JavaType.Declared d
                    && (d.is("java.lang.Object")
                        || graph
                            .types()
                            .declaration(d)
                            .filter(c -> c.resource()
                                || c.parameters() > 0 && d.arguments().isEmpty())
                            .isPresent()));
  }

  private static boolean unresolved(JavaType type) {
    return type instanceof JavaType.Unsupported u && u.unresolved();
  }
}
