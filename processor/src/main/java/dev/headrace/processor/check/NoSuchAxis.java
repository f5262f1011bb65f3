package dev.headrace.processor.check;

import dev.headrace.processor.model.Source;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A {@code with}, {@code within} or {@code over} that names neither a list nor a value on an axis. */
final class NoSuchAxis implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Set<String> known = new LinkedHashSet<>();
    resolution
        .graph()
        .entries()
        .forEach(e -> known.addAll(Scope.of(resolution.graph(), e).all().keySet()));
    return Problems.of(resolution, Problem.NoAxisCalled.class)
        .map(p -> Finding.error(
            "NoSuchAxis",
            p.origin(),
            p.key() + " = \"" + p.name() + "\" names no axis: " + reason(p) + ".",
            List.of(),
            fixes(p, known)))
        .toList();
  }

  private static String reason(Problem.NoAxisCalled p) {
    return p.type()
        .map(t -> p.name() + " is " + t.simple() + ", no list, and there is one per call")
        .orElse(
            p.taken().isPresent()
                ? "only a parameter of the step has that name"
                : "nothing has that name");
  }

  private static List<String> fixes(Problem.NoAxisCalled p, Set<String> known) {
    List<String> fixes = new ArrayList<>();
    p.taken()
        .ifPresent(t -> fixes.add("name what it takes: " + p.key() + " = \"" + place(t) + "\"."));
    List<String> close =
        p.type().isPresent() || p.taken().isPresent() ? List.of() : Names.close(p.name(), known);
    fixes.addAll(Names.didYouMean(close));
    fixes.add(
        "name a List, an array or an Optional, or a value that is there for each element of one.");
    return fixes;
  }

  /** What means the axis of a value that is taken so: of two parameters in one nested loop both name what it is nested in. */
  private static String place(Source source) {
    return source instanceof Source.Each e
        ? e.within().or(e::with).orElse(e.name())
        : source.name();
  }
}
