package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** An entry that cannot return null, and whose result may be. */
final class NullableResult implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.flows().stream().flatMap(NullableResult::check).toList();
  }

  private static Stream<Finding> check(Flow flow) {
    if (flow.result().isEmpty()
        || flow.entry().nullable()
        || flow.entry().result().qualified().startsWith("java.util.Optional<")) {
      return Stream.empty();
    }
    List<String> path = NullPaths.of(flow).get(flow.result().get());
    return path == null
        ? Stream.empty()
        : Stream.of(
            Finding.warning(
                "NullableResult",
                flow.entry().origin(),
                "Entry " + flow.entry().name()
                    + " may come to null, which it does not return: such a row fails.",
                List.of(String.join(" → ", path)),
                List.of(
                    "mark the entry @Nullable.",
                    "let a step take the null: mark its parameter @Nullable, which a primitive cannot be.")));
  }
}
