package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** {@code @All} of a value of which there is one. */
final class AllWithoutAxis implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.NoAxis.class)
        .map(p -> Finding.error(
            "AllWithoutAxis",
            p.origin(),
            "@All(\"" + p.name() + "\"): there is one " + p.name() + " per call.",
            List.of(),
            List.of(
                "take it as it is: @From(\"" + p.name() + "\").",
                "open an axis with @Each or @Elements on the list that its step should run over.")))
        .toList();
  }
}
