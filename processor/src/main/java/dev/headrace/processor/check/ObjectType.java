package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A value of which nothing is known. */
final class ObjectType implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Place.of(resolution.graph()).stream()
        .filter(
            p -> p.role() != Place.Role.STEP_PARAMETER) // which is found by its name, not its type
        .filter(p -> p.classes().stream().anyMatch(c -> c.is("java.lang.Object")))
        .map(p -> Finding.error(
            "ObjectType",
            p.origin(),
            p.what() + " is " + p.type().simple() + ".",
            List.of("Every value is an Object: no mistake could be found here."),
            List.of("declare the type that it has.")))
        .toList();
  }
}
