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

/**
 * Fills Parquet's groups from trees. Nulls are left out, which is how Parquet writes them. What its column cannot hold is
 * an {@link IllegalArgumentException}: an annotation of Jackson's may write a value as something else than its type says.
 */
final class GroupWriter {
  private GroupWriter() {}

  static void fields(Group group, JsonNode object) throws IOException {
    for (Type field : group.getType().getFields()) {
      JsonNode value = object.get(field.getName());
      if (value != null && !value.isNull()) {
        add(group, field, value);
      } else if (field.isRepetition(Type.Repetition.REQUIRED)) {
        throw new IllegalArgumentException("there is nothing for the column " + field.getName());
      }
    }
  }

  private static void add(Group group, Type field, JsonNode value) throws IOException {
    if (field.isPrimitive()) {
      primitive(group, field, value);
      return;
    }
    boolean isList = field.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
    check(field, value, isList ? value.isArray() : value.isObject());
    Group inner = group.addGroup(field.getName());
    if (isList) {
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
        entry.add(0, text(next.getKey()));
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
      case BOOLEAN -> {
        check(field, value, value.isBoolean());
        group.add(name, value.booleanValue());
      }
      case INT32 -> {
        check(field, value, value.isIntegralNumber() && value.canConvertToInt());
        group.add(name, value.intValue());
      }
      case INT64 -> {
        check(field, value, value.isIntegralNumber() && value.canConvertToLong());
        group.add(name, value.longValue());
      }
      case FLOAT -> {
        check(field, value, value.isNumber());
        group.add(name, value.floatValue());
      }
      case DOUBLE -> {
        check(field, value, value.isNumber());
        group.add(name, value.doubleValue());
      }
      default -> {
        boolean isText = field.getLogicalTypeAnnotation() != null;
        check(field, value, isText ? value.isTextual() : value.isBinary());
        group.add(
            name,
            isText ? text(value.textValue()) : Binary.fromConstantByteArray(value.binaryValue()));
      }
    }
  }

  private static Binary text(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "a string has half of a surrogate pair, which has no form in UTF-8");
    }
    return Binary.fromString(text);
  }

  private static void check(Type field, JsonNode value, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("the column " + field.getName() + " cannot hold " + value);
    }
  }
}
