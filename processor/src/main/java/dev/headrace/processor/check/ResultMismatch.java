package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** An entry that returns another type than the value it asks for. */
final class ResultMismatch implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.ResultMismatch.class)
        .filter(p -> !p.entry().result().isVoid())
        .map(p -> Finding.error(
            "ResultMismatch",
            p.entry().requestOrigin(),
            "Entry " + p.entry().name() + " returns " + p.entry().result().simple() + ", but "
                + p.name() + " is " + p.type().simple() + ".",
            List.of(),
            List.of("return " + p.type().simple() + ".", "name another value with @From or @All.")))
        .toList();
  }
}
