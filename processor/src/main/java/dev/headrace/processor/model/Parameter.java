package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a step or of an entry.
 *
 * @param type as declared: of a batch step usually a {@code List} of what each element takes
 * @param elements the name of its elements, on an entry's parameter that opens an axis
 * @param marks the annotations on it
 * @param sourceOrigin the annotation value that names the source, or the parameter itself
 */
public record Parameter(
    String name,
    JavaType type,
    boolean nullable,
    boolean elementNullable,
    boolean shared,
    Source source,
    Optional<String> elements,
    List<Mark> marks,
    Origin sourceOrigin,
    Origin origin) {

  public Parameter {
    marks = List.copyOf(marks);
  }
}
