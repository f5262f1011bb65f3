package dev.headrace.processor.resolve;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.model.TypeSystem;
import java.util.Optional;

/** What a form is over one element: a batch form's lists without the list. */
public final class Shapes {
  private Shapes() {}

  /** The type of one value of the step; empty when its batch form gives no list. */
  public static Optional<JavaType> value(TypeSystem types, Step step) {
    return value(types, step.single().or(step::batch).orElseThrow());
  }

  /** The type of one value of the form. */
  public static Optional<JavaType> value(TypeSystem types, Node node) {
    if (node.result().isVoid()) {
      return Optional.empty();
    }
    return node.isBatch() ? listElement(types, node.result()) : Optional.of(node.result());
  }

  /** The type that one value must have to be given to the parameter; empty when a batched parameter is no list. */
  public static Optional<JavaType> wanted(TypeSystem types, Node node, Parameter parameter) {
    return node.isBatch() && !parameter.shared()
        ? listElement(types, parameter.type())
        : Optional.of(parameter.type());
  }

  /** Whether the form is called where the parameter's value is null. */
  public static boolean takesNull(TypeSystem types, Node node, Parameter parameter) {
    return (parameter.nullable() || parameter.elementNullable())
        && wanted(types, node, parameter).filter(JavaType::isPrimitive).isEmpty();
  }

  private static Optional<JavaType> listElement(TypeSystem types, JavaType type) {
    return type.isList() ? types.element(type) : Optional.empty();
  }
}
