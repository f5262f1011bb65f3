package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** Parameters of one step that lie on axes of which none contains the other. */
final class IncompatibleAxes implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Stream.concat(incompatible(resolution), reopened(resolution)).toList();
  }

  private static Stream<Finding> reopened(Resolution resolution) {
    return Problems.of(resolution, Problem.Reopened.class)
        .map(
            p -> Finding.error(
                "IncompatibleAxes",
                p.origin(),
                "Step " + p.use().reference() + " runs for each element of " + p.list()
                    + ", and the pipeline that it uses goes through " + p.list() + " itself.",
                List.of(),
                List.of(
                    "give it one of the two under another name: a step that returns the list makes a list of its own.")));
  }

  private static Stream<Finding> incompatible(Resolution resolution) {
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
                + p.otherName() + "\").")));
  }
}
