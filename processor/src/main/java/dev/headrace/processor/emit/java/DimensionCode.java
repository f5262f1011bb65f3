package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.TypeSystem;
import java.util.List;
import java.util.Optional;

/** The checks of what {@code @Dim} promises, around the values that steps give and take. */
record DimensionCode(TypeSystem types) {
  private static final ClassName DIMENSIONS = TypeNames.runtime("Dimensions");

  /** What a step gives, checked: its own size, and those of the records in it. */
  CodeBlock result(JavaType type, CodeBlock call) {
    if (type.dimension() > 0) {
      return checked(type.dimension(), type.depth(), call);
    }
    return types.dataType(type).flatMap(t -> records(t, 0, 0, call)).orElse(call);
  }

  /** The value, checked if there is a size. */
  static CodeBlock checked(int dimension, int depth, CodeBlock value) {
    return dimension == 0
        ? value
        : CodeBlock.of("$T.check($L, $L, $L)", DIMENSIONS, dimension, depth, value);
  }

  private static Optional<CodeBlock> records(DataType type, int depth, int level, CodeBlock value) {
    if (type instanceof DataType.ListOf list) {
      return records(list.element(), depth + 1, level, value);
    }
    if (type instanceof DataType.OptionalOf optional) {
      return records(optional.element(), depth + 1, level, value);
    }
    if (type instanceof DataType.MapOf map) {
      return records(map.value(), depth + 1, level, value);
    }
    if (!(type instanceof DataType.Struct struct)) {
      return Optional.empty();
    }
    String each = "record$" + level; // no value of a pipeline has such a name
    List<CodeBlock> checks = struct.fields().stream()
        .flatMap(f -> component(struct, f, each, level).stream())
        .toList();
    if (checks.isEmpty()) {
      return Optional.empty();
    }
    CodeBlock body = checks.size() == 1
        ? CodeBlock.of("$W$L", checks.get(0))
        : CodeBlock.of(" {\n$>$L;\n$<}", CodeBlock.join(checks, ";\n"));
    return Optional.of(CodeBlock.of(
        "$T.each($L, $L,$W($T $N) ->$L)",
        DIMENSIONS,
        depth,
        value,
        TypeNames.of(struct.java()),
        each,
        body));
  }

  private static Optional<CodeBlock> component(
      DataType.Struct struct, DataType.Field field, String each, int level) {
    JavaType type = field.type().java();
    CodeBlock value = CodeBlock.of("$N.$N()", each, field.name());
    return type.dimension() == 0
        ? records(field.type(), 0, level + 1, value)
        : Optional.of(CodeBlock.of(
            "$T.check($S, $L, $L, $L)",
            DIMENSIONS,
            struct.java().name() + "." + field.name(),
            type.dimension(),
            type.depth(),
            value));
  }
}
