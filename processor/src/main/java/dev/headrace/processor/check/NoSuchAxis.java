package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
            p.key() + " = \"" + p.name() + "\" names no axis: " + reason(p.name(), p.type()) + ".",
            List.of(),
            fixes(p, known)))
        .toList();
  }

  private static String reason(String name, Optional<JavaType> type) {
    return type.map(t -> name + " is " + t.simple() + ", no list, and there is one per call")
        .orElse("nothing has that name");
  }

  private static List<String> fixes(Problem.NoAxisCalled p, Set<String> known) {
    List<String> fixes = new ArrayList<>();
    List<String> close = p.type().isPresent() ? List.of() : Names.close(p.name(), known);
    if (!close.isEmpty()) {
      fixes.add("did you mean " + String.join(" or ", close) + "?");
    }
    fixes.add(
        "name a List, an array or an Optional, or a value that is there for each element of one.");
    return fixes;
  }
}
