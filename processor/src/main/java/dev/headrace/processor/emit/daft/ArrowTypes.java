package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.model.DataType;
import java.util.List;

/** The Arrow types of data, as Python writes them; a record's is a constant. */
record ArrowTypes(Records records) {

  String of(DataType type) {
    if (type instanceof DataType.Scalar s) {
      return scalar(s.kind());
    }
    if (type instanceof DataType.ListOf list) {
      return list.size() > 0
          ? "pa.list_(" + of(list.element()) + ", " + list.size() + ")"
          : "pa.large_list(" + of(list.element()) + ")";
    }
    if (type instanceof DataType.MapOf map) {
      return "pa.large_list(pa.struct([(\"key\", pa.large_string()), (\"value\", " + of(map.value())
          + ")]))";
    }
    if (type instanceof DataType.OptionalOf optional) {
      return of(optional.element());
    }
    return type instanceof DataType.Struct struct ? records.constant(struct) : "pa.large_string()";
  }

  Py struct(DataType.Struct struct) {
    List<Py> fields = struct.fields().stream()
        .map(f -> Py.text("(" + Py.quoted(f.name()) + ", " + of(f.type()) + ")"))
        .toList();
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
