package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A value that is bound once.
 *
 * @param from the used pipeline that declares it, if it is none of this one's own
 * @param marks the annotations on it
 * @param holdsNulls whether the value, a list, may hold nulls
 * @param elements the name that its elements have, when it opens an axis
 */
public record Input(
    String name,
    JavaType type,
    boolean nullable,
    boolean holdsNulls,
    boolean hasDefault,
    boolean hasParameters,
    Optional<JavaType.Declared> from,
    Optional<Elements> elements,
    Origin elementsOrigin,
    List<Mark> marks,
    String doc,
    Origin origin) {

  public Input {
    marks = List.copyOf(marks);
  }

  /** The same as an input of a pipeline that uses the one which declares it. */
  public Input from(JavaType.Declared pipeline) {
    return new Input(
        name,
        type,
        nullable,
        holdsNulls,
        hasDefault,
        hasParameters,
        Optional.of(from.orElse(pipeline)),
        Optional.empty(),
        elementsOrigin,
        List.of(),
        doc,
        origin);
  }
}
