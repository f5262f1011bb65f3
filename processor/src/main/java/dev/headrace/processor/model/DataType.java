package dev.headrace.processor.model;

import java.util.List;

/** A Java type that may cross into a column: how it lies in Arrow memory and how Java holds it. */
public sealed interface DataType {

  /** The Java type that this describes. */
  JavaType java();

  /** A value without parts. */
  record Scalar(Kind kind, JavaType java) implements DataType {}

  /**
   * A {@code List}, or an array of any component but {@code byte}.
   *
   * @param size how many elements each has; 0 for any number
   */
  record ListOf(DataType element, JavaType java, int size) implements DataType {
    /** Of any size. */
    public ListOf(DataType element, JavaType java) {
      this(element, java, 0);
    }
  }

  /** A map with string keys. */
  record MapOf(DataType value, JavaType java) implements DataType {}

  /** An enum, by the names of its constants. */
  record EnumOf(JavaType java) implements DataType {}

  /** An {@code Optional}: the element or null. */
  record OptionalOf(DataType element, JavaType java) implements DataType {}

  /** A record. */
  record Struct(List<Field> fields, JavaType.Declared java) implements DataType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** A component of a record. */
  record Field(String name, DataType type) {}

  /** The scalars, by their Java spelling. */
  enum Kind {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    CHAR,
    STRING,
    BYTES,
    INSTANT,
    LOCAL_DATE,
    DURATION,
    UUID
  }
}
