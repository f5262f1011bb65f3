package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Outputs;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** An entry that returns a class with {@code @Outputs} that is no record, and so has no components. */
final class NotARecord implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().entries().stream()
        .flatMap(e -> e.outputs().stream()
            .filter(o -> !o.isRecord() || o.step().first().parameters().isEmpty())
            .map(o -> finding(e, o)))
        .toList();
  }

  private static Finding finding(Entry entry, Outputs outputs) {
    String name = outputs.step().first().owner().name();
    return Finding.error(
        "NotARecord",
        entry.origin(),
        "Entry " + entry.name() + " returns " + name
            + (outputs.isRecord()
                ? ", which has no components: it asks for nothing."
                : ", which is annotated with @Outputs, but is no record."),
        List.of("Each component of a record of outputs asks for the value of its name."),
        List.of("make it a record with a component for each result.", "remove @Outputs."));
  }
}
