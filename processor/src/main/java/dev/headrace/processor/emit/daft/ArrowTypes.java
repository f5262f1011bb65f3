package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.model.DataType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The Arrow types of data, as Python writes them; a record's is a constant of a module that speaks of it. */
final class ArrowTypes {
  private final Records records;
  private final Set<DataType.Struct> used = new HashSet<>();

  ArrowTypes(Records records) {
    this.records = records;
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
      Py entry = struct(List.of(
          Py.tuple(Py.text(Py.quoted("key")), Py.text("pa.large_string()")),
          Py.tuple(Py.text(Py.quoted("value")), of(map.value()))));
      return Py.call("pa.large_list", entry);
    }
    if (type instanceof DataType.OptionalOf optional) {
      return of(optional.element());
    }
    if (type instanceof DataType.Struct struct) {
      used.add(struct);
      return Py.text(records.constant(struct));
    }
    return Py.text("pa.large_string()");
  }

  /** The same, for Daft. */
  Py forDaft(DataType type) {
    return Py.call("DataType.from_arrow_type", of(type));
  }

  /** The constants of the records that were spoken of, each after those it holds. */
  List<Py> constants() {
    Deque<Py> constants = new ArrayDeque<>();
    List<DataType.Struct> all = records.all();
    for (int i = all.size() - 1; i >= 0; i--) {
      DataType.Struct struct = all.get(i);
      if (used.contains(struct)) {
        List<Py> fields = struct.fields().stream()
            .<Py>map(f -> Py.tuple(Py.text(Py.quoted(f.name())), of(f.type())))
            .toList();
        constants.push(struct(fields).after(records.constant(struct) + " = "));
      }
    }
    return List.copyOf(constants);
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
        default -> "object";
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
    return "dict";
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
