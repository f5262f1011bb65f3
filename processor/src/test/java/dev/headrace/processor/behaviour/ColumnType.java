package dev.headrace.processor.behaviour;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A Java type as reflection knows it, and how its values lie in an Arrow column: found out anew, to check the processor. */
record ColumnType(Class<?> raw, List<ColumnType> arguments, List<Field> fields) {

  /** A component of a record. */
  record Field(RecordComponent component, ColumnType type) {}

  private static final Map<Class<?>, String> SCALARS = Map.ofEntries(
      Map.entry(boolean.class, "pa.bool_()"),
      Map.entry(byte.class, "pa.int8()"),
      Map.entry(short.class, "pa.int16()"),
      Map.entry(int.class, "pa.int32()"),
      Map.entry(long.class, "pa.int64()"),
      Map.entry(float.class, "pa.float32()"),
      Map.entry(double.class, "pa.float64()"),
      Map.entry(char.class, "pa.uint16()"),
      Map.entry(String.class, "pa.large_string()"),
      Map.entry(UUID.class, "pa.large_string()"),
      Map.entry(byte[].class, "pa.large_binary()"),
      Map.entry(Instant.class, "pa.timestamp(\"ns\", \"UTC\")"),
      Map.entry(LocalDate.class, "pa.date32()"),
      Map.entry(Duration.class, "pa.duration(\"ns\")"));

  static ColumnType of(Type type) {
    return of(type, Map.of());
  }

  private static ColumnType of(Type type, Map<TypeVariable<?>, Type> variables) {
    if (type instanceof TypeVariable<?> variable) {
      return of(variables.getOrDefault(variable, Object.class), Map.of());
    }
    if (type instanceof GenericArrayType array) {
      ColumnType element = of(array.getGenericComponentType(), variables);
      return new ColumnType(element.raw.arrayType(), List.of(element), List.of());
    }
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Map<TypeVariable<?>, Type> own = new HashMap<>();
      List<ColumnType> arguments = new ArrayList<>();
      for (int i = 0; i < raw.getTypeParameters().length; i++) {
        Type argument = generic.getActualTypeArguments()[i];
        own.put(
            raw.getTypeParameters()[i],
            argument instanceof TypeVariable<?> v ? variables.getOrDefault(v, v) : argument);
        arguments.add(of(argument, variables));
      }
      if (raw == CompletableFuture.class) {
        return arguments.get(0);
      }
      return new ColumnType(raw, arguments, fields(raw, own));
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isArray() && raw != byte[].class) {
      return new ColumnType(raw, List.of(of(raw.getComponentType(), Map.of())), List.of());
    }
    return new ColumnType(raw, List.of(), fields(raw, Map.of()));
  }

  private static List<Field> fields(Class<?> raw, Map<TypeVariable<?>, Type> variables) {
    List<Field> fields = new ArrayList<>();
    if (raw.isRecord()) {
      for (RecordComponent c : raw.getRecordComponents()) {
        fields.add(new Field(c, of(c.getGenericType(), variables)));
      }
    }
    return fields;
  }

  /** The Arrow type, as Python writes it. */
  String arrow() {
    String scalar =
        SCALARS.get(java.lang.invoke.MethodType.methodType(raw).unwrap().returnType());
    if (scalar != null) {
      return scalar;
    }
    if (raw.isEnum()) {
      return "pa.large_string()";
    }
    if (raw.isRecord()) {
      List<String> parts = fields.stream()
          .map(f -> "(\"" + f.component().getName() + "\", " + f.type().arrow() + ")")
          .toList();
      return "pa.struct([" + String.join(", ", parts) + "])";
    }
    if (raw == Optional.class) {
      return arguments.get(0).arrow();
    }
    if (raw == Map.class) {
      return "pa.large_list(pa.struct([(\"key\", pa.large_string()), (\"value\", "
          + arguments.get(1).arrow() + ")]))";
    }
    if (raw == List.class || raw.isArray()) {
      return "pa.large_list(" + arguments.get(0).arrow() + ")";
    }
    throw new IllegalArgumentException(raw + " has no column");
  }
}
