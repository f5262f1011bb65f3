package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.headrace.processor.model.JavaType;
import java.util.List;

/** Types of the model as JavaPoet writes them, and the names of the runtime's. */
final class TypeNames {
  static final String RUNTIME = "dev.headrace.runtime";
  static final ClassName LIST = ClassName.get(List.class);

  private TypeNames() {}

  static ClassName runtime(String name) {
    return ClassName.get(RUNTIME, name);
  }

  static TypeName of(JavaType type) {
    if (type instanceof JavaType.Primitive p) {
      return primitive(p.keyword());
    }
    if (type instanceof JavaType.ArrayOf a) {
      return ArrayTypeName.of(of(a.component()));
    }
    if (type instanceof JavaType.Wildcard w) {
      return w.lower().isPresent()
          ? WildcardTypeName.supertypeOf(of(w.lower().get()))
          : WildcardTypeName.subtypeOf(w.upper()
              .map(TypeNames::of)
              .orElse(com.palantir.javapoet.ClassName.get(Object.class)));
    }
    if (type instanceof JavaType.Declared d) {
      TypeName[] arguments = d.arguments().stream().map(TypeNames::of).toArray(TypeName[]::new);
      return arguments.length == 0 ? raw(d) : ParameterizedTypeName.get(raw(d), arguments);
    }
    throw new IllegalArgumentException("no value has the type " + type.simple());
  }

  static ClassName raw(JavaType.Declared type) {
    List<String> names = type.names();
    return ClassName.get(
        type.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }

  static TypeName boxed(JavaType type) {
    return of(type).box();
  }

  static TypeName listOf(TypeName element) {
    return ParameterizedTypeName.get(LIST, element.box());
  }

  static TypeName generic(ClassName raw, TypeName... arguments) {
    return ParameterizedTypeName.get(raw, arguments);
  }

  private static TypeName primitive(String keyword) {
    return switch (keyword) {
      case "boolean" -> TypeName.BOOLEAN;
      case "byte" -> TypeName.BYTE;
      case "short" -> TypeName.SHORT;
      case "int" -> TypeName.INT;
      case "long" -> TypeName.LONG;
      case "float" -> TypeName.FLOAT;
      case "double" -> TypeName.DOUBLE;
      case "char" -> TypeName.CHAR;
      default -> TypeName.VOID;
    };
  }

  /** An expression of the type in which no {@code Optional} is null. */
  static CodeBlock present(JavaType type, CodeBlock expression) {
    return type.isOptional()
        ? CodeBlock.of("$T.orEmpty($L)", runtime("Lists"), expression)
        : expression;
  }
}
