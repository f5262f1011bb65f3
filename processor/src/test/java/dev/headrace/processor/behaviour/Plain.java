package dev.headrace.processor.behaviour;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any result as lists, maps and scalars, so that arrays within compare by what they hold. */
public final class Plain {
  private Plain() {}

  /** The value without arrays. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(e -> plain.add(of(e)));
      return plain;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(o -> "Optional[" + of(o) + "]").orElse("Optional[]");
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((k, v) -> plain.put(k, of(v)));
      return plain;
    }
    if (value instanceof Record record && holdsArrays(record)) {
      Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
      for (RecordComponent c : record.getClass().getRecordComponents()) {
        plain.put(c.getName(), of(component(record, c)));
      }
      return plain;
    }
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    List<@Nullable Object> plain = new ArrayList<>();
    for (int i = 0; i < Array.getLength(value); i++) {
      plain.add(of(Array.get(value, i)));
    }
    return plain;
  }

  private static boolean holdsArrays(Record record) {
    for (RecordComponent c : record.getClass().getRecordComponents()) {
      if (c.getType().isArray()
          || List.class.isAssignableFrom(c.getType())
          || c.getType() == Optional.class
          || c.getType() == Map.class
          || c.getType() == Object.class // a type variable
          || c.getType().isRecord()) {
        return true;
      }
    }
    return false;
  }

  static @Nullable Object component(Record record, RecordComponent c) {
    try {
      c.getAccessor().setAccessible(true);
      return c.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
