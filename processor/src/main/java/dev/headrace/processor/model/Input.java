package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A value that is bound once.
 *
 * @param marks the annotations on it
 * @param elements the name that its elements have, when it opens an axis
 */
public record Input(
    String name,
    JavaType type,
    boolean nullable,
    boolean hasDefault,
    boolean hasParameters,
    Optional<String> elements,
    Origin elementsOrigin,
    List<Mark> marks,
    String doc,
    Origin origin) {

  public Input {
    marks = List.copyOf(marks);
  }
}
