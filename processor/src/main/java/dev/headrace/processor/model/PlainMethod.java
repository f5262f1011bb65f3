package dev.headrace.processor.model;

import java.util.List;

/**
 * A method of a class with steps that is nothing to the pipeline. With an annotation it was meant as something.
 *
 * @param marks the annotations on it
 */
public record PlainMethod(
    String name,
    JavaType.Declared owner,
    boolean isStatic,
    JavaType result,
    List<Mark> marks,
    List<Parameter> parameters,
    Origin origin) {

  public PlainMethod {
    marks = List.copyOf(marks);
    parameters = List.copyOf(parameters);
  }

  /** How messages call it. */
  public String reference() {
    return owner.name() + "." + name;
  }

  /** Whether it was meant as something, of which another rule speaks. */
  public boolean isMarked() {
    return !marks.isEmpty() || parameters.stream().anyMatch(p -> !p.marks().isEmpty());
  }
}
