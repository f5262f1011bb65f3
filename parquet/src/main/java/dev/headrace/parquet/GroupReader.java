package dev.headrace.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Parquet's groups as trees, whoever wrote them. Times are values of Java's, so that nothing takes them for numbers. */
final class GroupReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final char REPLACEMENT =
      '\ufffd'; // what a decoder gives for bytes that are no text
  private static final int JULIAN_EPOCH = 2_440_588; // the Julian day of 1970-01-01

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
    } else if (type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        || type.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation) {
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
      } else if (!isElement(entry.asGroupType(), list.getType())) {
        array.add(value(list.getGroup(0, i), 0));
      } else {
        array.add(fields(list.getGroup(0, i)));
      }
    }
    return array;
  }

  /** Whether a list's entries are its elements, as old writers make them, rather than hold one each: Parquet's own rules. */
  private static boolean isElement(GroupType entry, GroupType list) {
    return entry.getFieldCount() > 1
        || entry.getName().equals("array")
        || entry.getName().equals(list.getName() + "_tuple");
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
    PrimitiveType type = group.getType().getType(field).asPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal(unscaled(group, field, index), decimal.getScale());
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> NODES.booleanNode(group.getBoolean(field, index));
      case INT32 -> number(group.getInteger(field, index), meaning);
      case INT64 -> number(group.getLong(field, index), meaning);
      case INT96 -> time(group.getInt96(field, index));
      case FLOAT -> NODES.numberNode(group.getFloat(field, index));
      case DOUBLE -> NODES.numberNode(group.getDouble(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(group.getBinary(field, index), meaning);
    };
  }

  private static BigInteger unscaled(Group group, int field, int index) {
    return switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> BigInteger.valueOf(group.getInteger(field, index));
      case INT64 -> BigInteger.valueOf(group.getLong(field, index));
      default -> new BigInteger(group.getBinary(field, index).getBytes());
    };
  }

  private static JsonNode decimal(BigInteger unscaled, int scale) {
    return scale == 0
        ? NODES.numberNode(unscaled)
        : NODES.numberNode(new BigDecimal(unscaled, scale));
  }

  private static JsonNode number(int value, @Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return NODES.pojoNode(LocalDate.ofEpochDay(value));
    } else if (meaning instanceof TimeLogicalTypeAnnotation time) {
      return time(value, time.getUnit());
    }
    return isUnsigned(meaning)
        ? NODES.numberNode(Integer.toUnsignedLong(value))
        : NODES.numberNode(value);
  }

  private static JsonNode number(long value, @Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      return NODES.pojoNode(Instant.EPOCH.plus(value, unit(timestamp.getUnit())));
    } else if (meaning instanceof TimeLogicalTypeAnnotation time) {
      return time(value, time.getUnit());
    }
    return isUnsigned(meaning) && value < 0
        ? NODES.numberNode(new BigInteger(Long.toUnsignedString(value)))
        : NODES.numberNode(value);
  }

  private static JsonNode time(long value, TimeUnit unit) {
    return NODES.pojoNode(LocalTime.MIDNIGHT.plus(value, unit(unit)));
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static boolean isUnsigned(@Nullable LogicalTypeAnnotation meaning) {
    return meaning instanceof IntLogicalTypeAnnotation number && !number.isSigned();
  }

  /** As old versions of Spark and Impala write times: nanoseconds of a Julian day. */
  private static JsonNode time(Binary int96) {
    NanoTime time = NanoTime.fromBinary(int96);
    return NODES.pojoNode(Instant.EPOCH
        .plus(time.getJulianDay() - JULIAN_EPOCH, ChronoUnit.DAYS)
        .plusNanos(time.getTimeOfDayNanos()));
  }

  private static JsonNode bytes(Binary value, @Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof StringLogicalTypeAnnotation
        || meaning instanceof EnumLogicalTypeAnnotation
        || meaning instanceof JsonLogicalTypeAnnotation) {
      return text(value);
    } else if (meaning instanceof UUIDLogicalTypeAnnotation) {
      ByteBuffer halves = value.toByteBuffer();
      return NODES.textNode(new UUID(halves.getLong(), halves.getLong()).toString());
    } else if (meaning instanceof Float16LogicalTypeAnnotation) {
      return NODES.numberNode(
          half(value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort()));
    }
    return NODES.binaryNode(value.getBytes());
  }

  /** Text; the bytes, if they are none. */
  private static JsonNode text(Binary value) {
    String text = value.toStringUsingUTF8();
    return text.indexOf(REPLACEMENT) < 0 || Binary.fromString(text).equals(value)
        ? NODES.textNode(text)
        : NODES.binaryNode(value.getBytes());
  }

  /** IEEE 754 in 16 bits: a sign, 5 bits of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size = exponent == 0
        ? fraction * 0x1p-24f
        : Float.intBitsToFloat((exponent == 0x1f ? 0xff : exponent + 112) << 23 | fraction << 13);
    return bits < 0 ? -size : size;
  }
}
