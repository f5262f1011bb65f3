package dev.headrace.processor.read;

import dev.headrace.Pipeline;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Annotations of Headrace's that are not imported, and what others name that is nowhere: of both the compiler speaks, and what
 * else could be said of the pipeline would follow from them.
 */
record Absence(Elements elements, Types types) {
  /** What javac says is the value of something that it does not find. */
  private static final String ERROR = "<error>";

  /** Whether there is one on the class, its methods, what they take and give. */
  boolean isIn(TypeElement type) {
    return isOn(type)
        || ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(this::isIn);
  }

  private boolean isIn(ExecutableElement method) {
    return isOn(method)
        || isOnType(method.getReturnType())
        || method.getParameters().stream().anyMatch(p -> isOn(p) || isOnType(p.asType()));
  }

  /** On a resource, or on the record that an entry returns. */
  private boolean isOnType(TypeMirror type) {
    return types.asElement(type) instanceof TypeElement element
        && (isOn(element)
            || element.getKind() == ElementKind.RECORD
                && element.getRecordComponents().stream().anyMatch(this::isOn));
  }

  private boolean isOn(Element element) {
    return element.getAnnotationMirrors().stream().anyMatch(this::isIn);
  }

  private boolean isIn(AnnotationMirror mirror) {
    TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
    String name = Pipeline.class.getPackageName() + "." + annotation.getSimpleName();
    return mirror.getAnnotationType().getKind() == TypeKind.ERROR
        ? elements.getTypeElement(name) != null
        : annotation.getQualifiedName().contentEquals(name)
            && mirror.getElementValues().values().stream().anyMatch(Absence::isIn);
  }

  private static boolean isIn(AnnotationValue value) {
    Object of = value.getValue();
    return of instanceof List<?> values
        ? values.stream().anyMatch(v -> isIn((AnnotationValue) v))
        : of instanceof TypeMirror type ? type.getKind() == TypeKind.ERROR : ERROR.equals(of);
  }
}
