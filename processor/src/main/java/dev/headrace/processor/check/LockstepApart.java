package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** Two lists that cannot go in lockstep, as there is not one of the first for each of the second. */
final class LockstepApart implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.Apart.class)
        .map(p -> Finding.error(
            "LockstepApart",
            p.origin(),
            p.list() + " cannot go in lockstep with " + p.other() + ": they lie on different axes.",
            List.of(
                p.list() + " is on " + Problems.path(p.path()),
                p.other() + " is on " + Problems.path(p.otherPath())),
            List.of(
                "name a list beside " + p.list() + ", or one within its axes.",
                "to take all of " + p.list() + " once for each, nest it: within = \"" + p.other()
                    + "\".")))
        .toList();
  }
}
