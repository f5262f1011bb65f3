package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of a step or of an entry.
 *
 * @param type as declared: of a batch step usually a {@code List} of what each element takes
 * @param elementNullable of a batch step: whether the list may hold a null, where an element has none
 * @param holdsNulls whether the value, a list, may hold nulls of its own
 * @param elements the name of its elements, on an entry's parameter that opens an axis
 * @param marks the annotations on it
 * @param sourceOrigin the annotation value that names the source, or the parameter itself
 */
public record Parameter(
    String name,
    JavaType type,
    boolean nullable,
    boolean elementNullable,
    boolean holdsNulls,
    boolean shared,
    Source source,
    Optional<Elements> elements,
    List<Mark> marks,
    Origin sourceOrigin,
    Origin origin) {

  public Parameter {
    marks = List.copyOf(marks);
  }

  /** The same, named as the slot of the resource that it is given. */
  public Parameter named(String slot) {
    return new Parameter(
        slot,
        type,
        nullable,
        elementNullable,
        holdsNulls,
        shared,
        source,
        elements,
        marks,
        sourceOrigin,
        origin);
  }

  /** The same, taking its value elsewhere; what is wrong with that is said there. */
  public Parameter taking(Source other, Origin at) {
    return new Parameter(
        name, type, nullable, elementNullable, holdsNulls, shared, other, elements, marks, at, at);
  }
}
