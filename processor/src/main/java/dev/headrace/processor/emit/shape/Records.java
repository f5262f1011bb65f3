package dev.headrace.processor.emit.shape;

import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.JavaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records that cross into columns, each under a constant of its own, in both languages. */
public final class Records {
  private final Map<DataType.Struct, String> constants = new LinkedHashMap<>();

  private final Set<String> taken;

  /** The records that the types are made of, each after those it holds. */
  public Records(List<DataType> types) {
    this(types, Set.of());
  }

  /** The same; none is called by one of the names that are taken. */
  public Records(List<DataType> types, Set<String> taken) {
    this.taken = Set.copyOf(taken);
    types.forEach(this::add);
  }

  private void add(DataType type) {
    if (type instanceof DataType.ListOf list) {
      add(list.element());
    } else if (type instanceof DataType.MapOf map) {
      add(map.value());
    } else if (type instanceof DataType.OptionalOf optional) {
      add(optional.element());
    } else if (type instanceof DataType.Struct struct && !constants.containsKey(struct)) {
      struct.fields().forEach(f -> add(f.type()));
      constants.put(struct, unused(constant(struct.java())));
    }
  }

  /** The type's name as a constant's: {@code PAIR_STRING} for {@code Pair<String>}. */
  public static String constant(JavaType type) {
    return Casing.constant(
        type.simple().replaceAll("[^A-Za-z0-9_$]+$", "").replaceAll("[^A-Za-z0-9_$]+", "_"));
  }

  private String unused(String name) {
    String free = name;
    for (int i = 2; constants.containsValue(free) || taken.contains(free); i++) {
      free = name + i;
    }
    return free;
  }

  /** Each after those it holds. */
  public List<DataType.Struct> all() {
    return new ArrayList<>(constants.keySet());
  }

  /** What the record is called. */
  public String constant(DataType.Struct struct) {
    return java.util.Objects.requireNonNull(constants.get(struct), struct.java()::qualified);
  }
}
