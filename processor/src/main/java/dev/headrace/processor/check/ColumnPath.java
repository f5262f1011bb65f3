package dev.headrace.processor.check;

import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Why a type has no column, and where in it the reason lies. */
final class ColumnPath {
  private final TypeSystem types;
  private final Deque<JavaType> within = new ArrayDeque<>();

  private ColumnPath(TypeSystem types) {
    this.types = types;
  }

  /** One line: the way to the part that has none, and what that is. */
  static Optional<String> why(TypeSystem types, JavaType type) {
    return new ColumnPath(types).find(type, type.simple());
  }

  private Optional<String> find(JavaType type, String path) {
    if (types.dataType(type).isPresent()) {
      return Optional.empty();
    }
    if (within.contains(type)) {
      return Optional.of(path + " contains itself; a column has a fixed depth");
    }
    within.push(type);
    try {
      return type instanceof JavaType.ArrayOf array
          ? find(array.component(), path + "[]")
          : type instanceof JavaType.Declared declared
              ? declared(declared, path)
              : Optional.of(path + " is " + type.simple());
    } finally {
      within.pop();
    }
  }

  private Optional<String> declared(JavaType.Declared type, String path) {
    List<JavaType> arguments = type.arguments();
    if ((type.is("java.util.List") || type.is("java.util.Optional")) && arguments.size() == 1) {
      return find(arguments.get(0), path.equals(type.simple()) ? path : path + "[]");
    }
    if (type.is("java.util.Map") && arguments.size() == 2) {
      return arguments.get(0).qualified().equals("java.lang.String")
          ? find(arguments.get(1), path)
          : Optional.of(path + " has keys of type " + arguments.get(0).simple() + ", not String");
    }
    Optional<Declaration> declaration = types.declaration(type);
    if (declaration.filter(d -> d.kind() == Declaration.Kind.RECORD).isPresent()) {
      return record(type, path);
    }
    String kind =
        declaration.map(d -> d.sealed() ? "a sealed type" : word(d.kind())).orElse("unknown");
    return Optional.of(path + " is " + type.name() + ", " + kind
        + (declaration.filter(Declaration::sealed).isPresent()
            ? ": a column holds one kind of record"
            : ""));
  }

  private Optional<String> record(JavaType.Declared type, String path) {
    List<TypeSystem.Component> components = types.components(type);
    if (components.isEmpty()) {
      return Optional.of(path + " is a record without components");
    }
    return components.stream()
        .flatMap(c -> find(c.type(), path + "." + c.name()).stream())
        .findFirst();
  }

  private static String word(Declaration.Kind kind) {
    return switch (kind) {
      case INTERFACE -> "an interface";
      case ENUM -> "an enum";
      case RECORD -> "a record";
      case CLASS -> "a class that is no record";
    };
  }
}
