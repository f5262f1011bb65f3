package dev.headrace.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** The columns of a Java type. */
final class Schema {
  /** The column of a type that is no record. */
  static final String VALUE = "value";

  private static final Map<Class<?>, Column> COLUMNS = Map.ofEntries(
      Map.entry(Boolean.class, new Column(PrimitiveTypeName.BOOLEAN, null)),
      Map.entry(Byte.class, new Column(PrimitiveTypeName.INT32, intType(8, true))),
      Map.entry(Short.class, new Column(PrimitiveTypeName.INT32, intType(16, true))),
      Map.entry(Character.class, new Column(PrimitiveTypeName.INT32, intType(16, false))),
      Map.entry(Integer.class, new Column(PrimitiveTypeName.INT32, null)),
      Map.entry(Long.class, new Column(PrimitiveTypeName.INT64, null)),
      Map.entry(Float.class, new Column(PrimitiveTypeName.FLOAT, null)),
      Map.entry(Double.class, new Column(PrimitiveTypeName.DOUBLE, null)),
      Map.entry(String.class, new Column(PrimitiveTypeName.BINARY, stringType())),
      Map.entry(UUID.class, new Column(PrimitiveTypeName.BINARY, stringType())),
      Map.entry(byte[].class, new Column(PrimitiveTypeName.BINARY, null)),
      Map.entry(
          Instant.class, new Column(PrimitiveTypeName.INT64, timestampType(true, TimeUnit.NANOS))),
      Map.entry(LocalDate.class, new Column(PrimitiveTypeName.INT32, dateType())),
      Map.entry(Duration.class, new Column(PrimitiveTypeName.INT64, null)));

  private record Column(PrimitiveTypeName type, @Nullable LogicalTypeAnnotation meaning) {}

  private Schema() {}

  static MessageType of(JavaType type) {
    return new MessageType(
        "row",
        type.isRecordType()
            ? components("the row", type, List.of())
            : List.of(field(VALUE, type, List.of())));
  }

  /** The components, by the names that they have in the trees that are written: an annotation of Jackson's may change them. */
  private static List<Type> components(String name, JavaType record, List<JavaType> around) {
    if (around.contains(record)) {
      throw new IllegalArgumentException(
          "Parquet has no columns for " + name + ", a " + record.getRawClass().getSimpleName()
              + " that may hold others. Fix: write a record without them.");
    }
    List<JavaType> path = new ArrayList<>(around);
    path.add(record);
    List<Type> fields = new ArrayList<>();
    for (BeanPropertyDefinition property :
        Values.MAPPER.getSerializationConfig().introspect(record).findProperties()) {
      if (isComponent(property.getInternalName(), record)) {
        fields.add(field(property.getName(), property.getPrimaryType(), path));
      }
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "Parquet has no columns for " + name + ", a " + record.getRawClass().getSimpleName()
              + " without components. Fix: write a record of data.");
    }
    return fields;
  }

  private static boolean isComponent(String name, JavaType record) {
    return Arrays.stream(record.getRawClass().getRecordComponents())
        .anyMatch(component -> component.getName().equals(name));
  }

  private static Type field(String name, JavaType type, List<JavaType> around) {
    Repetition repetition = type.isPrimitive() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    return field(name, type, repetition, around);
  }

  private static Type field(
      String name, JavaType type, Repetition repetition, List<JavaType> around) {
    Column column = column(type);
    if (column != null) {
      return Types.primitive(column.type(), repetition).as(column.meaning()).named(name);
    } else if (type.isReferenceType()) { // one of a primitive may be empty as well
      return field(name, type.getContentType(), repetition, around);
    } else if (type.isMapLikeType()) {
      return Types.buildGroup(repetition)
          .as(mapType())
          .addField(Types.repeatedGroup()
              .addField(
                  Types.required(PrimitiveTypeName.BINARY).as(stringType()).named("key"))
              .addField(field(VALUE, type.getContentType(), around))
              .named("key_value"))
          .named(name);
    } else if (type.isContainerType()) {
      return Types.buildGroup(repetition)
          .as(listType())
          .addField(Types.repeatedGroup()
              .addField(field("element", type.getContentType(), around))
              .named("list"))
          .named(name);
    } else if (type.isRecordType()) {
      return new GroupType(repetition, name, components(name, type, around));
    }
    throw new IllegalArgumentException("Parquet has no column for " + name + ", a "
        + type.getRawClass().getSimpleName() + ". Fix: write a record of data.");
  }

  private static @Nullable Column column(JavaType type) {
    Class<?> raw = type.getRawClass();
    return type.isEnumType()
        ? COLUMNS.get(String.class)
        : COLUMNS.get(
            type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(raw).wrap().returnType()
                : raw);
  }
}
