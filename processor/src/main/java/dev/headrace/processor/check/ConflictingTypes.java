package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A name that has one type here and another there. */
final class ConflictingTypes implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return conflicts(resolution.graph()).stream().map(Conflict::finding).toList();
  }

  /** The names of which it is so. */
  static Stream<String> names(Graph graph) {
    return conflicts(graph).stream().map(Conflict::name);
  }

  private record Conflict(String name, Finding finding) {}

  private static List<Conflict> conflicts(Graph graph) {
    List<Conflict> conflicts = new ArrayList<>();
    Map<String, JavaType> types = new HashMap<>();
    Map<String, String> where = new HashMap<>();
    for (Input i : graph.inputs()) {
      types.put(i.name(), graph.types().boxed(i.type()));
      where.put(i.name(), "as an input: " + i.type().simple());
    }
    for (Entry e : graph.entries()) {
      for (Parameter p : e.parameters()) {
        if (p.type().isOpen() || p.type().isUnresolved()) {
          continue;
        }
        JavaType type = graph.types().boxed(p.type());
        JavaType first = types.putIfAbsent(p.name(), type);
        where.putIfAbsent(p.name(), "in entry " + e.name() + ": " + p.type().simple());
        if (first != null && !first.equals(type)) {
          conflicts.add(new Conflict(
              p.name(),
              Finding.error(
                  "ConflictingTypes",
                  p.origin(),
                  "The name " + p.name() + " has two types.",
                  List.of(
                      where.get(p.name()),
                      "in entry " + e.name() + ": " + p.type().simple()),
                  List.of("give both the same type, or one of them another name."))));
        }
      }
    }
    return conflicts;
  }
}
