package dev.headrace.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Parquet's groups as trees, whoever wrote them. */
final class GroupReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private GroupReader() {}

  static ObjectNode fields(Group group) {
    ObjectNode object = NODES.objectNode();
    GroupType type = group.getType();
    for (int field = 0; field < type.getFieldCount(); field++) {
      object.set(type.getFieldName(field), value(group, field));
    }
    return object;
  }

  private static JsonNode value(Group group, int field) {
    Type type = group.getType().getType(field);
    int count = group.getFieldRepetitionCount(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) { // a list as Protobuf's writers make them
      ArrayNode array = NODES.arrayNode(count);
      for (int i = 0; i < count; i++) {
        array.add(
            type.isPrimitive() ? primitive(group, field, i) : fields(group.getGroup(field, i)));
      }
      return array;
    } else if (count == 0) {
      return NODES.nullNode();
    } else if (type.isPrimitive()) {
      return primitive(group, field, 0);
    }
    Group inner = group.getGroup(field, 0);
    if (type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      return list(inner);
    } else if (type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation) {
      return map(inner);
    }
    return fields(inner);
  }

  private static ArrayNode list(Group list) {
    int size = list.getFieldRepetitionCount(0);
    Type entry = list.getType().getType(0);
    ArrayNode array = NODES.arrayNode(size);
    for (int i = 0; i < size; i++) {
      if (entry.isPrimitive()) { // lists of two levels, as old writers make them
        array.add(primitive(list, 0, i));
      } else if (entry.asGroupType().getFieldCount() == 1) {
        array.add(value(list.getGroup(0, i), 0));
      } else {
        array.add(fields(list.getGroup(0, i)));
      }
    }
    return array;
  }

  private static ObjectNode map(Group map) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      object.set(entry.getValueToString(0, 0), value(entry, 1));
    }
    return object;
  }

  private static JsonNode primitive(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> NODES.booleanNode(group.getBoolean(field, index));
      case INT32 -> NODES.numberNode(group.getInteger(field, index));
      case INT64 -> NODES.numberNode(number(group.getLong(field, index), meaning));
      case FLOAT -> NODES.numberNode(group.getFloat(field, index));
      case DOUBLE -> NODES.numberNode(group.getDouble(field, index));
      default ->
        meaning == null
            ? NODES.binaryNode(group.getBinary(field, index).getBytes())
            : NODES.textNode(group.getBinary(field, index).toStringUsingUTF8());
    };
  }

  /** Times in nanoseconds. */
  private static long number(long value, @Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      return switch (timestamp.getUnit()) {
        case MILLIS -> Math.multiplyExact(value, 1_000_000L);
        case MICROS -> Math.multiplyExact(value, 1_000L);
        case NANOS -> value;
      };
    }
    return value;
  }
}
