package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** A type that is nowhere: in a library, for of the user's own sources the compiler itself says so. */
final class UnresolvedType implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .filter(n -> n.modifiers().isCompiled())
        .flatMap(n -> Stream.concat(
                Stream.of(n.result()), n.parameters().stream().map(Parameter::type))
            .filter(JavaType::isUnresolved)
            .limit(1)
            .map(t -> Finding.error(
                "UnresolvedType",
                n.origin(),
                "Step " + n.signature() + " needs " + t.simple()
                    + ", which is not on the class path.",
                List.of(),
                List.of("add the dependency that has it."))))
        .toList();
  }
}
