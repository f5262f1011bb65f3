package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A method of the pipeline that users call.
 *
 * @param result what the method returns, without the future around it
 * @param holdsNulls whether the result, a list, may hold nulls
 * @param request which value that is
 * @param outputs what makes the record that it returns, if that is one of outputs
 * @param thrown the checked exceptions that it declares
 * @param marks the annotations on it
 * @param future whether it returns a {@code CompletableFuture} of the result
 */
public record Entry(
    String name,
    List<Parameter> parameters,
    JavaType result,
    boolean nullable,
    boolean holdsNulls,
    boolean future,
    boolean generic,
    boolean varargs,
    List<JavaType> thrown,
    Source request,
    Optional<Outputs> outputs,
    List<Mark> marks,
    String doc,
    Origin requestOrigin,
    Origin origin) {

  public Entry {
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
    marks = List.copyOf(marks);
  }

  /** Whether it was meant as a step or a factory, and only lacks a body. */
  public boolean isStep() {
    return marks.stream()
        .anyMatch(m -> Set.of("Node", "BatchNode", "StatefulResource").contains(m.name()));
  }

  /** With the name, its signature in Java. */
  public List<JavaType> parameterTypes() {
    return parameters.stream().map(Parameter::type).toList();
  }

  /** The same entry, asking for the record that the step makes. */
  public Entry withOutputs(Outputs made) {
    return new Entry(
        name,
        parameters,
        result,
        nullable,
        holdsNulls,
        future,
        generic,
        varargs,
        thrown,
        Source.Named.of(made.step().value()),
        Optional.of(made),
        marks,
        doc,
        requestOrigin,
        origin);
  }
}
