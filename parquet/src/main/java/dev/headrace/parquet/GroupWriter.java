package dev.headrace.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Fills Parquet's groups from trees. Nulls are left out, which is how Parquet writes them. */
final class GroupWriter {
  private GroupWriter() {}

  static void fields(Group group, JsonNode object) throws IOException {
    for (Type field : group.getType().getFields()) {
      JsonNode value = object.get(field.getName());
      if (value != null && !value.isNull()) {
        add(group, field, value);
      }
    }
  }

  private static void add(Group group, Type field, JsonNode value) throws IOException {
    if (field.isPrimitive()) {
      primitive(group, field, value);
      return;
    }
    Group inner = group.addGroup(field.getName());
    if (field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      GroupType list = field.asGroupType().getType(0).asGroupType();
      for (JsonNode element : value) {
        Group entry = inner.addGroup(list.getName());
        if (!element.isNull()) {
          add(entry, list.getType(0), element);
        }
      }
    } else if (field.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation) {
      GroupType entries = field.asGroupType().getType(0).asGroupType();
      for (Map.Entry<String, JsonNode> next : value.properties()) {
        Group entry = inner.addGroup(entries.getName());
        entry.add(0, next.getKey());
        if (!next.getValue().isNull()) {
          add(entry, entries.getType(1), next.getValue());
        }
      }
    } else {
      fields(inner, value);
    }
  }

  private static void primitive(Group group, Type field, JsonNode value) throws IOException {
    String name = field.getName();
    switch (field.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> group.add(name, value.booleanValue());
      case INT32 -> group.add(name, value.intValue());
      case INT64 -> group.add(name, value.longValue());
      case FLOAT -> group.add(name, value.floatValue());
      case DOUBLE -> group.add(name, value.doubleValue());
      default ->
        group.add(
            name,
            field.getLogicalTypeAnnotation() == null
                ? Binary.fromConstantByteArray(value.binaryValue())
                : Binary.fromString(value.textValue()));
    }
  }
}
