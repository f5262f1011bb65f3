package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * One form of a step: the method that computes it.
 *
 * @param value the name of the value it gives
 * @param owner the class that declares the method
 * @param batch how batches are cut; empty for a method over single elements
 * @param result the method's own return type
 * @param elements the name that the elements of the value have, when it opens an axis
 */
public record Node(
    String value,
    String method,
    JavaType.Declared owner,
    Modifiers modifiers,
    Optional<Batch> batch,
    List<Parameter> parameters,
    JavaType result,
    boolean nullable,
    Optional<String> elements,
    String doc,
    Origin valueOrigin,
    Origin elementsOrigin,
    Origin origin) {

  public Node {
    parameters = List.copyOf(parameters);
  }

  /** How the batches of a batch form are cut. */
  public record Batch(
      int maxBatchSize,
      long maxDelayMicros,
      boolean splitOnFailure,
      Origin sizeOrigin,
      Origin delayOrigin) {}

  /** What the method is declared as. */
  public record Modifiers(
      boolean isStatic,
      boolean isPrivate,
      boolean isAbstract,
      boolean isGeneric,
      boolean ownerIsResource) {}

  /** Whether this is the form over many elements. */
  public boolean isBatch() {
    return batch.isPresent();
  }

  /** {@code Owner.method(A, B)}, for messages. */
  public String signature() {
    return owner.name()
        + "."
        + method
        + "("
        + String.join(", ", parameters.stream().map(p -> p.type().simple()).toList())
        + ")";
  }

  /** {@code Owner.method}, for messages and documentation. */
  public String reference() {
    return owner.name() + "." + method;
  }
}
