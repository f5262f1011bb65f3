package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * One form of a step: the method that computes it.
 *
 * @param value the name of the value it gives
 * @param owner the class that declares the method
 * @param batch how batches are cut; empty for a method over single elements
 * @param slot of the resource that an instance method runs on, where that is not to be found by its class
 * @param result the method's own return type
 * @param holdsNulls whether one value, a list, may hold nulls
 * @param marks the annotations on the method
 * @param elements the name that the elements of the value have, when it opens an axis
 */
public record Node(
    String value,
    String method,
    JavaType.Declared owner,
    Modifiers modifiers,
    Optional<Batch> batch,
    Attempts attempts,
    Optional<String> slot,
    List<Parameter> parameters,
    JavaType result,
    boolean nullable,
    boolean holdsNulls,
    Optional<Elements> elements,
    List<Mark> marks,
    String doc,
    Origin valueOrigin,
    Origin elementsOrigin,
    Origin origin) {

  /** The method of a record's constructor: no method can have its name. */
  public static final String CONSTRUCTOR = "new";

  public Node {
    parameters = List.copyOf(parameters);
    marks = List.copyOf(marks);
  }

  /**
   * How the batches of a batch form are cut.
   *
   * @param isSizeGiven whether the size was written, rather than left to its default
   */
  public record Batch(
      int maxBatchSize,
      boolean isSizeGiven,
      long maxDelayMicros,
      boolean splitOnFailure,
      Optional<Cost> cost,
      long maxBatchCost,
      boolean padded,
      Origin sizeOrigin,
      Origin delayOrigin,
      Origin costOrigin,
      Origin paddedOrigin) {}

  /**
   * What says how much an element weighs.
   *
   * @param candidates the methods of that name in the class of the step
   * @param others the names of the others there that could say it
   */
  public record Cost(
      String method, List<CostMethod> candidates, List<String> others, Origin origin) {
    public Cost {
      others = List.copyOf(others);
      candidates = List.copyOf(candidates);
    }
  }

  /** A method that has the name of a cost. */
  public record CostMethod(
      boolean isStatic, Declaration.Access access, JavaType result, List<JavaType> parameters) {
    public CostMethod {
      parameters = List.copyOf(parameters);
    }
  }

  /** How often a call is made, and for how long. */
  public record Attempts(
      int maxRetries,
      List<JavaType> retryOn,
      long timeoutMillis,
      Origin retriesOrigin,
      Origin retryOnOrigin,
      Origin timeoutOrigin) {
    public Attempts {
      retryOn = List.copyOf(retryOn);
    }

    /** One attempt of any length. */
    public static Attempts once(Origin origin) {
      return new Attempts(0, List.of(), 0, origin, origin, origin);
    }

    /** Whether there is nothing to it. */
    public boolean isPlain() {
      return maxRetries == 0 && timeoutMillis == 0;
    }

    /** Whether both say the same. */
    public boolean agree(Attempts other) {
      return maxRetries == other.maxRetries
          && timeoutMillis == other.timeoutMillis
          && retryOn.equals(other.retryOn);
    }
  }

  /**
   * What the method is declared as.
   *
   * @param isCompiled whether it comes from a class file
   * @param isNameless whether nothing says what its parameters are called
   */
  public record Modifiers(
      boolean isStatic,
      boolean isPrivate,
      boolean isAbstract,
      boolean isGeneric,
      boolean isVarargs,
      boolean isCompiled,
      boolean isNameless,
      boolean ownerIsResource,
      Declaration.Access access) {}

  /** The same giving a value of another name, on an instance in another slot, with other parameters. */
  public Node giving(
      String name, Optional<Elements> elements, Optional<String> on, List<Parameter> others) {
    return new Node(
        name,
        method,
        owner,
        modifiers,
        batch,
        attempts,
        on,
        others,
        result,
        nullable,
        holdsNulls,
        elements,
        marks,
        doc,
        valueOrigin,
        elementsOrigin,
        origin);
  }

  /** Whether this is the form over many elements. */
  public boolean isBatch() {
    return batch.isPresent();
  }

  /** Whether it is the constructor of a record, rather than a method. */
  public boolean isConstructor() {
    return method.equals(CONSTRUCTOR);
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
    return isConstructor() ? owner.name() : owner.name() + "." + method;
  }
}
