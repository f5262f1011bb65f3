package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.model.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Arrow types of data, as Python writes them; a record's or a map's is a constant of a module that speaks of it. */
final class ArrowTypes {
  private final Records records;
  private final Set<String> taken;
  private final Map<DataType, Constant> constants = new LinkedHashMap<>();

  private record Constant(String name, Py type) {}

  /** {@code taken}: the names that constants can't have; theirs are added. */
  ArrowTypes(Records records, Set<String> taken) {
    this.records = records;
    this.taken = taken;
    records.all().forEach(s -> taken.add(records.constant(s)));
  }

  Py of(DataType type) {
    if (type instanceof DataType.Scalar s) {
      return Py.text(scalar(s.kind()));
    }
    if (type instanceof DataType.ListOf list) {
      return list.size() > 0
          ? Py.call("pa.list_", of(list.element()), Py.text(String.valueOf(list.size())))
          : Py.call("pa.large_list", of(list.element()));
    }
    if (type instanceof DataType.MapOf map) {
      return constant(map);
    }
    if (type instanceof DataType.OptionalOf optional) {
      return of(optional.element());
    }
    return type instanceof DataType.Struct struct ? constant(struct) : Py.text("pa.large_string()");
  }

  private Py constant(DataType type) {
    Constant constant = constants.get(type);
    if (constant == null) {
      constant = type instanceof DataType.MapOf map
          ? new Constant(unused(Records.constant(map.java())), map(map))
          : new Constant(records.constant((DataType.Struct) type), struct((DataType.Struct) type));
      constants.put(type, constant); // after those that it holds
    }
    return Py.text(constant.name());
  }

  private String unused(String name) {
    String unused = name;
    for (int i = 2; !taken.add(unused); i++) {
      unused = name + i;
    }
    return unused;
  }

  private Py map(DataType.MapOf map) {
    Py entry = struct(List.of(
        Py.tuple(Py.text(Py.quoted("key")), Py.text("pa.large_string()")),
        Py.tuple(Py.text(Py.quoted("value")), of(map.value()))));
    return Py.call("pa.large_list", entry);
  }

  private Py struct(DataType.Struct struct) {
    return struct(struct.fields().stream()
        .<Py>map(f -> Py.tuple(Py.text(Py.quoted(f.name())), of(f.type())))
        .toList());
  }

  /** The same, for Daft. */
  Py forDaft(DataType type) {
    return Py.call("DataType.from_arrow_type", of(type));
  }

  /** The constants of the records and maps that were spoken of, each after those it holds. */
  List<Py> constants() {
    return constants.values().stream()
        .map(c -> c.type().after(c.name() + " = "))
        .toList();
  }

  private static Py struct(List<Py> fields) {
    return Py.call("pa.struct", Py.list(fields));
  }

  /** The type as a reader of Python's hints expects it. */
  static String hint(DataType type) {
    if (type instanceof DataType.Scalar s) {
      return switch (s.kind()) {
        case BOOLEAN -> "bool";
        case BYTE, SHORT, INT, LONG, CHAR -> "int";
        case FLOAT, DOUBLE -> "float";
        case STRING, UUID -> "str";
        case BYTES -> "bytes";
        case INSTANT -> "datetime.datetime | str";
        case LOCAL_DATE -> "datetime.date | str";
        case DURATION -> "datetime.timedelta | str";
      };
    }
    if (type instanceof DataType.ListOf list) {
      return "list[" + hint(list.element()) + "]";
    }
    if (type instanceof DataType.OptionalOf optional) {
      return hint(optional.element()) + " | None";
    }
    if (type instanceof DataType.EnumOf) {
      return "str";
    }
    return type instanceof DataType.MapOf map ? "dict[str, " + hint(map.value()) + "]" : "dict";
  }

  private static String scalar(DataType.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> "pa.bool_()";
      case BYTE -> "pa.int8()";
      case SHORT -> "pa.int16()";
      case INT -> "pa.int32()";
      case LONG -> "pa.int64()";
      case FLOAT -> "pa.float32()";
      case DOUBLE -> "pa.float64()";
      case CHAR -> "pa.uint16()";
      case STRING, UUID -> "pa.large_string()";
      case BYTES -> "pa.large_binary()";
      case INSTANT -> "pa.timestamp(\"ns\", \"UTC\")";
      case LOCAL_DATE -> "pa.date32()";
      case DURATION -> "pa.duration(\"ns\")";
    };
  }
}
