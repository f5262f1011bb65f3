package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** Elements of something that has none. */
final class NotAList implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.NotAList.class)
        .map(p -> Finding.error(
            "NotAList", p.origin(), p.name() + " has no elements: it is " + p.type().simple() + ".", List.of(),
            List.of("make it a List or an array.", "take it as it is: remove @Each or @Elements.")))
        .toList();
  }
}
