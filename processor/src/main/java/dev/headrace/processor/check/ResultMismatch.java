package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry that returns another type than the value it asks for. */
final class ResultMismatch implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.ResultMismatch.class)
        .filter(p -> !p.entry().result().isVoid())
        .filter(p -> !p.entry().result().isUnresolved() && !p.type().isUnresolved())
        .map(p -> Finding.error(
            "ResultMismatch",
            p.entry().requestOrigin(),
            "Entry " + p.entry().name() + " returns " + p.entry().result().simple() + ", but "
                + p.name() + " is " + p.type().simple() + ".",
            List.of(),
            fixes(resolution, p)))
        .toList();
  }

  private static List<String> fixes(Resolution resolution, Problem.ResultMismatch p) {
    List<String> fixes = new ArrayList<>(List.of(
        p.type().parts().stream().anyMatch(ResultMismatch::isFuture)
            ? "let the step wait for the future, and give what that holds."
            : "return " + p.type().simple() + "."));
    TypeSystem types = resolution.graph().types();
    JavaType result = p.entry().result();
    if (isFuture(result)) {
      fixes.add("for an entry that does not wait, return CompletableFuture<"
          + types.boxed(p.type()).simple() + ">.");
    }
    if (p.entry().request() instanceof Source.All all
        && all.over().isEmpty()
        && types.element(p.type()).filter(t -> types.assignable(t, result)).isPresent()) {
      Optional.ofNullable(resolution.paths(p.entry()).get(all.name()))
          .ifPresent(path -> fixes.add("flatten them: @All(value = \"" + all.name()
              + "\", over = \"" + path.get(0) + "\")."));
    }
    fixes.add("name another value with @From or @All.");
    return fixes;
  }

  /** What an entry cannot give: its own would hold it, or is taken for another kind. */
  private static boolean isFuture(JavaType type) {
    return type instanceof JavaType.Declared d
        && d.packageName().equals("java.util.concurrent")
        && List.of("Future", "CompletionStage", "CompletableFuture").contains(d.name());
  }
}
