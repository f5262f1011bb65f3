package dev.headrace.processor.read;

import dev.headrace.Pipeline;
import dev.headrace.processor.model.Mark;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** One annotation on an element: its values, defaults included, and where they stand. */
record Annotated(Element element, AnnotationMirror mirror) {

  static Optional<Annotated> find(Element element, Class<? extends Annotation> type) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
      if (annotation.getQualifiedName().contentEquals(type.getName())) {
        return Optional.of(new Annotated(element, mirror));
      }
    }
    return Optional.empty();
  }

  /** Headrace's annotations on the element. */
  static List<Mark> marks(Element element) {
    String vocabulary = Pipeline.class.getPackageName();
    List<Mark> marks = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
      String name = annotation.getSimpleName().toString();
      if (annotation.getQualifiedName().contentEquals(vocabulary + "." + name)) {
        marks.add(new Mark(name, new SourceOrigin(element, mirror, null)));
      }
    }
    return marks;
  }

  static boolean isNullable(AnnotatedConstruct construct) {
    return nullable(construct).isPresent();
  }

  /** The annotation on it that says that it may be null: any of that name. */
  static Optional<TypeElement> nullable(AnnotatedConstruct construct) {
    return construct.getAnnotationMirrors().stream()
        .map(m -> (TypeElement) m.getAnnotationType().asElement())
        .filter(a -> a.getSimpleName().contentEquals("Nullable"))
        .findFirst();
  }

  String text(String name) {
    return get(name) instanceof String s ? s : "";
  }

  /** A string that stands for nothing when it is empty. */
  Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(t -> !t.isEmpty());
  }

  /** The strings of an array value. */
  List<String> texts(String name) {
    if (!(get(name) instanceof List<?> values)) {
      return List.of();
    }
    return values.stream()
        .map(v -> String.valueOf(((AnnotationValue) v).getValue()))
        .toList();
  }

  int integer(String name) {
    return get(name) instanceof Integer i ? i : 0;
  }

  long integer64(String name) {
    return get(name) instanceof Long l ? l : 0;
  }

  double number(String name) {
    return get(name) instanceof Double d ? d : 0;
  }

  boolean flag(String name) {
    return get(name) instanceof Boolean b && b;
  }

  /** Where each of the classes of an array value stands. */
  SourceOrigin origin(String name, int index) {
    AnnotationValue value = written(name);
    // asked for one of an array, Eclipse points to the annotation; asked for all, to the array
    boolean eclipse = mirror.getClass().getName().startsWith("org.eclipse.");
    return value != null
            && !eclipse
            && value.getValue() instanceof List<?> values
            && index < values.size()
        ? new SourceOrigin(element, mirror, (AnnotationValue) values.get(index))
        : origin(name);
  }

  /** The classes of an array value. */
  List<TypeMirror> types(String name) {
    if (!(get(name) instanceof List<?> values)) {
      return List.of();
    }
    return values.stream()
        .map(v -> ((AnnotationValue) v).getValue())
        .filter(TypeMirror.class::isInstance)
        .map(TypeMirror.class::cast)
        .toList();
  }

  /** The class that a value names. */
  Optional<TypeMirror> type(String name) {
    return get(name) instanceof TypeMirror type ? Optional.of(type) : Optional.empty();
  }

  /** Whether the value is written, rather than left to its default. */
  boolean isWritten(String name) {
    return written(name) != null;
  }

  SourceOrigin origin() {
    return new SourceOrigin(element, mirror, null);
  }

  /** Where the value stands, or the annotation when it is left to its default. */
  SourceOrigin origin(String name) {
    return new SourceOrigin(element, mirror, written(name));
  }

  private @Nullable Object get(String name) {
    AnnotationValue value = written(name);
    if (value == null) {
      for (ExecutableElement method :
          ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
        if (method.getSimpleName().contentEquals(name)) {
          value = method.getDefaultValue();
        }
      }
    }
    return value == null ? null : value.getValue();
  }

  private @Nullable AnnotationValue written(String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e :
        mirror.getElementValues().entrySet()) {
      if (e.getKey().getSimpleName().contentEquals(name)) {
        return e.getValue();
      }
    }
    return null;
  }
}
