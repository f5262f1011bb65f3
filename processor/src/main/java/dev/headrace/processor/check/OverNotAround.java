package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Collectors;

/** All values of something over an axis that it does not lie on. */
final class OverNotAround implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.NotAround.class)
        .map(p -> Finding.error(
            "OverNotAround",
            p.origin(),
            "over = \"" + p.over() + "\": " + p.name() + " does not lie on that axis.",
            List.of(p.name() + " is on " + Problems.path(p.path())),
            List.of("name an axis around it: "
                + p.path().stream()
                    .distinct()
                    .map(a -> "over = \"" + a + "\"")
                    .collect(Collectors.joining(" or "))
                + ".")))
        .toList();
  }
}
