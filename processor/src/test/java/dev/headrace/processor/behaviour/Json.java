package dev.headrace.processor.behaviour;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Values as text that Python reads without loss: floats in hexadecimal digits, times as nanoseconds or days, bytes in
 * base64; optionals, enums, maps and records as they lie in a column.
 */
final class Json {
  private Json() {}

  static String of(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Float || value instanceof Double) {
      return quoted(Double.toHexString(((Number) value).doubleValue()));
    }
    if (value instanceof Number) {
      return value.toString();
    }
    if (value instanceof Character c) {
      return Integer.toString(c);
    }
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (value instanceof byte[] bytes) {
      return quoted(Base64.getEncoder().encodeToString(bytes));
    }
    if (value instanceof Iterable<?> items) {
      return StreamSupport.stream(items.spliterator(), false)
          .map(Json::of)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> of(Array.get(value, i)))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> "{\"key\": " + of(e.getKey()) + ", \"value\": " + of(e.getValue()) + "}")
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Record record ? fields(record) : scalar(value);
  }

  private static String scalar(Object value) {
    if (value instanceof Instant instant) {
      return BigInteger.valueOf(instant.getEpochSecond())
          .multiply(BigInteger.valueOf(1_000_000_000))
          .add(BigInteger.valueOf(instant.getNano()))
          .toString();
    }
    if (value instanceof LocalDate date) {
      return Long.toString(date.toEpochDay());
    }
    if (value instanceof Duration duration) {
      return Long.toString(duration.toNanos());
    }
    if (value instanceof Enum<?> constant) {
      return quoted(constant.name());
    }
    if (value instanceof String || value instanceof UUID) {
      return quoted(value.toString());
    }
    throw new IllegalArgumentException("no text for " + value.getClass());
  }

  private static String fields(Record record) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (ColumnType.Field f : ColumnType.of(record.getClass()).fields()) {
      fields.put(f.component().getName(), of(Plain.component(record, f.component())));
    }
    return object(fields);
  }

  /** An object, of values that are text already. */
  static String object(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> quoted(e.getKey()) + ": " + e.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
