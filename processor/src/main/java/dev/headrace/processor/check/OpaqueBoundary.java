package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that no column can hold where data enters or leaves. */
final class OpaqueBoundary implements Rule {

  private static final Set<Place.Role> BOUNDARY =
      Set.of(Place.Role.ENTRY_PARAMETER, Place.Role.ENTRY_RESULT, Place.Role.INPUT);
  private static final String DATA =
      "Data enters and leaves as scalars, strings, lists, maps with string keys, enums, times, and records of these.";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Set<Origin> others = Problems.of(resolution, Problem.ResultMismatch.class)
        .filter(p -> graph.types().dataType(p.type()).isPresent())
        .map(p -> p.entry().origin())
        .collect(Collectors.toSet()); // whose result is to be another
    return Place.of(graph).stream()
        .filter(p -> p.role() != Place.Role.ENTRY_RESULT || !others.contains(p.origin()))
        .filter(p -> BOUNDARY.contains(p.role()))
        .filter(p -> !p.type().isVoid() && !p.type().isOpen() && !p.type().isUnresolved())
        .filter(p -> graph.types().dataType(p.type()).isEmpty() && !isNamedElsewhere(graph, p))
        .map(p -> finding(graph, p))
        .toList();
  }

  private static Finding finding(Graph graph, Place place) {
    Optional<ColumnPath.Reason> reason = ColumnPath.why(graph.types(), place.type());
    List<String> evidence = new ArrayList<>();
    reason.ifPresent(r -> evidence.add(r.where()));
    evidence.add(DATA);
    List<String> fixes = new ArrayList<>();
    if (graph.resources(place.type()).isEmpty()) {
      reason.ifPresent(r -> fixes.add(r.fix()));
      fixes.add(
          place.role() == Place.Role.ENTRY_RESULT
              ? "return what callers need of it, which another step makes: a value between steps may be of any type."
              : "pass what it is made from, and make it in a step: a value between steps may be of any type.");
    } else {
      fixes.add(
          "let the steps that need it take it: a parameter of the type of a resource is given one.");
    }
    return Finding.error(
        "OpaqueBoundary",
        place.origin(),
        place.what() + " is " + place.type().simple() + ", which no column can hold.",
        evidence,
        fixes);
  }

  /** Another rule says what is wrong with it, and nearer to the cause. */
  private static boolean isNamedElsewhere(Graph graph, Place place) {
    return place.parts().stream()
        .anyMatch(t -> t instanceof JavaType.Wildcard
            || t instanceof JavaType.Declared d
                && (d.is("java.lang.Object")
                    || graph
                        .types()
                        .declaration(d)
                        .filter(c ->
                            c.resource() || c.parameters() > 0 && d.arguments().isEmpty())
                        .isPresent()));
  }
}
