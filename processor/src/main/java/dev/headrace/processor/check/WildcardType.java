package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A wildcard in the type of a value. */
final class WildcardType implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Place.of(resolution.graph()).stream()
        .filter(p -> p.role() != Place.Role.STEP_PARAMETER) // which may take more than one type
        .flatMap(p -> p.parts().stream()
            .filter(JavaType.Wildcard.class::isInstance)
            .limit(1)
            .map(t -> Finding.error(
                "WildcardType",
                p.origin(),
                p.what() + " is " + p.type().simple() + ".",
                List.of("A value has one fixed type, which every step that takes it can rely on."),
                List.of(
                    "write " + bound((JavaType.Wildcard) t) + " instead of " + t.simple() + "."))))
        .toList();
  }

  private static String bound(JavaType.Wildcard wildcard) {
    return wildcard.upper().or(wildcard::lower).map(JavaType::simple).orElse("the type");
  }
}
