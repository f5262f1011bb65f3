package dev.headrace.processor.model;

import java.util.List;

/**
 * A method of the pipeline that users call.
 *
 * @param result what the method returns, without the future around it
 * @param request which value that is
 * @param thrown the checked exceptions that it declares
 * @param marks the annotations on it
 * @param future whether it returns a {@code CompletableFuture} of the result
 */
public record Entry(
    String name,
    List<Parameter> parameters,
    JavaType result,
    boolean nullable,
    boolean future,
    boolean generic,
    boolean varargs,
    List<JavaType> thrown,
    Source request,
    List<Mark> marks,
    String doc,
    Origin requestOrigin,
    Origin origin) {

  public Entry {
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
    marks = List.copyOf(marks);
  }
}
