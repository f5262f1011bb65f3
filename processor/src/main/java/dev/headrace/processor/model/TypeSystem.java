package dev.headrace.processor.model;

import java.util.List;
import java.util.Optional;

/** What the graph's readers ask the compiler about types; answers depend on the arguments alone. */
public interface TypeSystem {

  /** Whether Java assigns a value of the first type to a variable of the second, boxing and generics included. */
  boolean assignable(JavaType from, JavaType to);

  /** How the type lies in a column; empty for an opaque type. */
  Optional<DataType> dataType(JavaType type);

  /** The components of a record type, in order; empty for any other type. */
  List<Component> components(JavaType type);

  /** What a {@code List}, an array or an {@code Optional} holds; empty for any other type. */
  Optional<JavaType> element(JavaType type);

  /** The wrapper class of a primitive type, any other type as it is. */
  JavaType boxed(JavaType type);

  /** How the class was declared; empty when it cannot be found. */
  Optional<Declaration> declaration(JavaType.Declared type);

  /**
   * A component of a record.
   *
   * @param dim the {@code @Dim} on it
   */
  record Component(String name, JavaType type, Optional<Origin> dim) {}
}
