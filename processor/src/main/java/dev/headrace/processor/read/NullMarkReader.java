package dev.headrace.processor.read;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.NullMark;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The annotation by which a pipeline says what may be null, if generated code can say it by that, too. */
record NullMarkReader(TypeReader types, Elements elements, Sources sources) {

  Optional<NullMark> read(TypeElement pipeline, List<ExecutableElement> methods) {
    return methods.stream()
        .filter(sources::contains) // a library may name what is not on the class path
        .flatMap(m -> Stream.concat(
            declared(m, m.getReturnType()),
            m.getParameters().stream().flatMap(p -> declared(p, p.asType()))))
        .flatMap(c -> Annotated.nullable(c).stream())
        .distinct()
        .filter(a -> CompilerTypes.access(a)
            .reaches(elements.getPackageOf(a).equals(elements.getPackageOf(pipeline))))
        .filter(a -> ElementFilter.methodsIn(a.getEnclosedElements()).stream()
            .allMatch(m -> m.getDefaultValue() != null))
        .flatMap(a -> mark(a).stream())
        .findFirst();
  }

  /** What the annotation can stand on. */
  private static Stream<AnnotatedConstruct> declared(Element element, TypeMirror type) {
    return Stream.concat(
        Stream.of(element, type),
        type instanceof DeclaredType d ? d.getTypeArguments().stream() : Stream.empty());
  }

  /** Empty where it cannot stand on methods and parameters alike. */
  private Optional<NullMark> mark(TypeElement annotation) {
    JavaType.Declared type = (JavaType.Declared) types.read(annotation.asType());
    Optional<List<String>> targets =
        Annotated.find(annotation, Target.class).map(t -> t.texts("value"));
    if (targets.filter(t -> t.contains(ElementType.TYPE_USE.name())).isPresent()) {
      return Optional.of(new NullMark(type, true));
    }
    return targets.isEmpty()
            || targets.get().contains(ElementType.METHOD.name())
                && targets.get().contains(ElementType.PARAMETER.name())
        ? Optional.of(new NullMark(type, false))
        : Optional.empty();
  }
}
