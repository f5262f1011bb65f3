package dev.headrace.processor.read;

import dev.headrace.processor.model.Origin;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** An element, and the annotation and value on it where a finding belongs there. */
public record SourceOrigin(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value) implements Origin {

  /** The element itself. */
  public static SourceOrigin of(Element element) {
    return new SourceOrigin(element, null, null);
  }

  /** The field of the component: neither compiler knows where the component itself stands. */
  static SourceOrigin of(RecordComponentElement component) {
    Element record = java.util.Objects.requireNonNull(component.getEnclosingElement());
    return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
        .filter(f -> f.getSimpleName().equals(component.getSimpleName()))
        .findFirst()
        .map(SourceOrigin::of)
        .orElseGet(() -> SourceOrigin.of(record));
  }
}
