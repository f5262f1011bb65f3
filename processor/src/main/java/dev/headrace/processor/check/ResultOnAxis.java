package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** An entry that asks for one value of which there are many. */
final class ResultOnAxis implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.ManyValues.class)
        .map(p -> Finding.error(
            "ResultOnAxis",
            p.origin(),
            p.component()
                    .map(c ->
                        "Component " + c.name() + " of " + p.entry().result().simple() + " takes")
                    .orElse("Entry " + p.entry().name() + " returns")
                + " one " + p.name()
                + ", but there is one for each of " + Problems.path(p.path()) + ".",
            List.of(),
            List.of((p.component().isPresent() ? "take" : "return") + " them all: @All(\""
                + p.name() + "\") and a List for each axis.")))
        .toList();
  }
}
