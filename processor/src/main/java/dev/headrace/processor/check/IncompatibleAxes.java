package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** Parameters of one step that lie on axes of which none contains the other. */
final class IncompatibleAxes implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.Incompatible.class)
        .map(p -> Finding.error(
            "IncompatibleAxes",
            p.origin(),
            "Step " + p.node().reference() + " takes " + p.name() + " and " + p.otherName()
                + ", which lie on different axes.",
            List.of(
                p.name() + " is on " + Problems.path(p.path()),
                p.otherName() + " is on " + Problems.path(p.otherPath())),
            List.of("take all of one as a list: @All(\"" + p.name() + "\") or @All(\""
                + p.otherName() + "\").")))
        .toList();
  }
}
