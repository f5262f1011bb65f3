package dev.headrace.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
        "row", type.isRecordType() ? components(type) : List.of(field(VALUE, type)));
  }

  private static List<Type> components(JavaType record) {
    List<Type> fields = new ArrayList<>();
    for (RecordComponent component : record.getRawClass().getRecordComponents()) {
      fields.add(field(
          component.getName(),
          Values.MAPPER
              .getTypeFactory()
              .resolveMemberType(component.getGenericType(), record.getBindings())));
    }
    return fields;
  }

  private static Type field(String name, JavaType type) {
    Repetition repetition = type.isPrimitive() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    Column column = column(type);
    if (column != null) {
      return Types.primitive(column.type(), repetition).as(column.meaning()).named(name);
    } else if (type.isReferenceType()) {
      return field(name, type.getContentType());
    } else if (type.isMapLikeType()) {
      return Types.buildGroup(repetition)
          .as(mapType())
          .addField(Types.repeatedGroup()
              .addField(
                  Types.required(PrimitiveTypeName.BINARY).as(stringType()).named("key"))
              .addField(field(VALUE, type.getContentType()))
              .named("key_value"))
          .named(name);
    } else if (type.isContainerType()) {
      return Types.buildGroup(repetition)
          .as(listType())
          .addField(Types.repeatedGroup()
              .addField(field("element", type.getContentType()))
              .named("list"))
          .named(name);
    } else if (type.isRecordType()) {
      return new GroupType(repetition, name, components(type));
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
