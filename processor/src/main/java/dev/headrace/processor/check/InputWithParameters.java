package dev.headrace.processor.check;

import dev.headrace.processor.model.Input;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** An input that would have to be bound again for each call. */
final class InputWithParameters implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().inputs().stream()
        .filter(Input::hasParameters)
        .map(
            i -> Finding.error(
                "InputWithParameters",
                i.origin(),
                "@Input " + i.name() + " has parameters.",
                List.of(),
                List.of(
                    "remove them: an input is bound once. What changes from call to call is a parameter of an entry.")))
        .toList();
  }
}
