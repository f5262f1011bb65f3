package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.JavaType;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** How the types are read from Arrow columns and written to them. */
record CodecCode(Records records) {
  private static final ClassName CODEC = ClassName.get("dev.headrace.runtime.arrow", "Codec");

  /** The codec of any type; a record's is a constant. */
  CodeBlock of(DataType type) {
    CodeBlock code = plain(type);
    return hasWildcard(type.java())
        ? CodeBlock.of("($T<$T>) ($T<?>) $L", CODEC, TypeNames.boxed(type.java()), CODEC, code)
        : code;
  }

  private static boolean hasWildcard(JavaType type) {
    return type instanceof JavaType.Wildcard
        || type instanceof JavaType.ArrayOf a && hasWildcard(a.component())
        || type instanceof JavaType.Declared d
            && d.arguments().stream().anyMatch(CodecCode::hasWildcard);
  }

  private CodeBlock plain(DataType type) {
    if (type instanceof DataType.Scalar s) {
      return CodeBlock.of("$T.$L", CODEC, s.kind().name());
    }
    if (type instanceof DataType.ListOf list && list.size() > 0) {
      DataType any = new DataType.ListOf(list.element(), list.java());
      return CodeBlock.of("$T.sized($L, $L)", CODEC, plain(any), list.size());
    }
    if (type instanceof DataType.ListOf list) {
      return list.java() instanceof JavaType.ArrayOf a
          ? array(list, a)
          : CodeBlock.of("$T.list($L)", CODEC, of(list.element()));
    }
    if (type instanceof DataType.MapOf map) {
      return CodeBlock.of("$T.map($L)", CODEC, of(map.value()));
    }
    if (type instanceof DataType.OptionalOf optional) {
      return CodeBlock.of("$T.optional($L)", CODEC, of(optional.element()));
    }
    if (type instanceof DataType.EnumOf e) {
      return CodeBlock.of("$T.enumeration($T.class)", CODEC, TypeNames.of(e.java()));
    }
    return CodeBlock.of("$L", records.constant((DataType.Struct) type));
  }

  private CodeBlock array(DataType.ListOf list, JavaType.ArrayOf type) {
    if (type.component() instanceof JavaType.Primitive p) {
      return CodeBlock.of("$T.$LS", CODEC, p.keyword().toUpperCase(Locale.ROOT));
    }
    return CodeBlock.of(
        "$T.array($L, $T[]::new)", CODEC, of(list.element()), raw(TypeNames.of(type.component())));
  }

  private static TypeName raw(TypeName type) {
    return type instanceof com.palantir.javapoet.ParameterizedTypeName p ? p.rawType() : type;
  }

  FieldSpec constant(DataType.Struct struct) {
    TypeName type = TypeNames.of(struct.java());
    CodeBlock.Builder arguments = CodeBlock.builder();
    CodeBlock.Builder fields = CodeBlock.builder();
    for (int i = 0; i < struct.fields().size(); i++) {
      DataType.Field field = struct.fields().get(i);
      JavaType java = field.type().java();
      arguments.add((i == 0 ? "" : ",$W") + "($T) v[$L]", TypeNames.of(java), i);
      String required = java.isPrimitive() ? ".required()" : "";
      fields.add(
          ",\n    $T.<$T, $T>field($>$>$S,$W$L,$W$T::$N$<$<)$L",
          CODEC,
          type,
          TypeNames.boxed(java),
          field.name(),
          of(field.type()),
          type,
          field.name(),
          required);
    }
    return FieldSpec.builder(TypeNames.generic(CODEC, type), records.constant(struct))
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(
            "$T.struct($S,\n    v -> new $T($>$>$L$<$<)$L)",
            CODEC,
            struct.java().name(),
            type,
            arguments.build(),
            fields.build())
        .build();
  }
}
