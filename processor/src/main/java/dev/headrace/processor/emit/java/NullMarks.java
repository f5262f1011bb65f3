package dev.headrace.processor.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.NullMark;
import dev.headrace.processor.model.Parameter;
import java.util.List;
import java.util.Optional;

/** Says what may be null on the executor as the pipeline does, by the same annotation: callers see the executor's methods. */
record NullMarks(Optional<NullMark> mark) {

  /** What an entry gives, as its method does or in a box. */
  TypeName result(Entry entry, boolean isBoxed) {
    TypeName type = TypeNames.of(entry.result());
    return type(isBoxed ? type.box() : type, entry.nullable(), entry.holdsNulls());
  }

  TypeName type(Parameter parameter) {
    return type(TypeNames.of(parameter.type()), parameter.nullable(), parameter.holdsNulls());
  }

  TypeName type(Input input) {
    return type(TypeNames.of(input.type()), input.nullable(), input.holdsNulls());
  }

  ParameterSpec parameter(Parameter parameter) {
    return ParameterSpec.builder(type(parameter), parameter.name())
        .addAnnotations(onDeclaration(parameter.nullable()))
        .build();
  }

  /** What stands before the method or the parameter itself. */
  List<AnnotationSpec> onDeclaration(boolean isNullable) {
    return mark.filter(m -> isNullable && !m.isOnTypes()).map(NullMarks::annotation).stream()
        .toList();
  }

  private TypeName type(TypeName type, boolean isNullable, boolean holdsNulls) {
    if (mark.filter(NullMark::isOnTypes).isEmpty()) {
      return type;
    }
    AnnotationSpec annotation = annotation(mark.get());
    TypeName held = holdsNulls
            && type instanceof ParameterizedTypeName p
            && p.typeArguments().size() == 1
        ? ParameterizedTypeName.get(p.rawType(), p.typeArguments().get(0).annotated(annotation))
        : type;
    return isNullable && !held.isPrimitive() ? held.annotated(annotation) : held;
  }

  private static AnnotationSpec annotation(NullMark mark) {
    return AnnotationSpec.builder(TypeNames.raw(mark.annotation())).build();
  }
}
