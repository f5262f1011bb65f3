package dev.headrace.processor.check;

import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why a type has no column, where in it the reason lies, and what would help. */
final class ColumnPath {
  /** What says the same and has a column, for types that nobody can make a record of. */
  private static final Map<String, String> INSTEAD = Map.ofEntries(
      Map.entry("java.util.Set", "List"),
      Map.entry("java.util.Collection", "List"),
      Map.entry("java.util.ArrayList", "List"),
      Map.entry("java.lang.Iterable", "List"),
      Map.entry("java.util.stream.Stream", "List"),
      Map.entry("java.util.HashMap", "Map"),
      Map.entry("java.util.SortedMap", "Map"),
      Map.entry("java.util.OptionalInt", "Optional<Integer>"),
      Map.entry("java.util.OptionalLong", "Optional<Long>"),
      Map.entry("java.util.OptionalDouble", "Optional<Double>"),
      Map.entry("java.time.LocalDateTime", "Instant"),
      Map.entry("java.time.ZonedDateTime", "Instant"),
      Map.entry("java.time.OffsetDateTime", "Instant"),
      Map.entry("java.util.Date", "Instant"),
      Map.entry("java.math.BigDecimal", "String or double"),
      Map.entry("java.math.BigInteger", "String or long"),
      Map.entry("java.lang.CharSequence", "String"),
      Map.entry("java.nio.file.Path", "String"),
      Map.entry("java.net.URI", "String"),
      Map.entry("java.net.URL", "String"));

  private final TypeSystem types;
  private final String root;
  private final Deque<JavaType> within = new ArrayDeque<>();

  private ColumnPath(TypeSystem types, JavaType type) {
    this.types = types;
    this.root = type.simple();
  }

  /**
   * Why there is no column.
   *
   * @param where one line: the way to the part that has none, and what that is
   * @param hasOther whether the fix names another type that says the same
   */
  record Reason(String where, String fix, boolean hasOther) {}

  /** The first reason; empty when the type has a column. */
  static Optional<Reason> why(TypeSystem types, JavaType type) {
    return new ColumnPath(types, type).find(type, type.simple());
  }

  /** Whether it holds elements, and a {@code List} would do for it where data is needed. */
  static boolean isLikeAList(JavaType type) {
    return type instanceof JavaType.Declared d && "List".equals(INSTEAD.get(d.canonicalName()));
  }

  private Optional<Reason> find(JavaType type, String path) {
    if (types.dataType(type).isPresent()) {
      return Optional.empty();
    }
    if (within.contains(type)) {
      return reason(
          path + " contains itself; a column has a fixed depth",
          "make it flat: a List of records that name each other by an id.");
    }
    within.push(type);
    try {
      return type instanceof JavaType.ArrayOf array
          ? find(array.component(), path.equals(type.simple()) ? path : path + "[]")
          : type instanceof JavaType.Declared declared
              ? declared(declared, path)
              : reason(path + " is " + type.simple(), "give it a fixed type.");
    } finally {
      within.pop();
    }
  }

  private Optional<Reason> declared(JavaType.Declared type, String path) {
    List<JavaType> arguments = type.arguments();
    if ((type.is("java.util.List") || type.is("java.util.Optional")) && arguments.size() == 1) {
      return find(arguments.get(0), path.equals(type.simple()) ? path : path + "[]");
    }
    if (type.is("java.util.Map") && arguments.size() == 2) {
      String value = arguments.get(1).simple();
      return arguments.get(0).qualified().equals("java.lang.String")
          ? find(arguments.get(1), path)
          : reason(
              path + " has keys of type " + arguments.get(0).simple() + ", not String",
              "make it Map<String, " + value + ">, or a List of a record with "
                  + arguments.get(0).simple() + " key and " + value + " value.");
    }
    Optional<Declaration> declaration = types.declaration(type);
    if (declaration.filter(d -> d.kind() == Declaration.Kind.RECORD).isPresent()) {
      return record(type, path).or(() -> hidden(type, path));
    }
    if (declaration.filter(d -> d.kind() == Declaration.Kind.ENUM).isPresent()) {
      return hidden(type, path);
    }
    String is = path.equals(root) && path.equals(type.simple())
        ? path + " is "
        : path + " is " + type.name() + ", ";
    if (declaration.filter(Declaration::sealed).isPresent()) {
      return reason(
          is + "a sealed type: a column holds one kind of record",
          "make " + type.name()
              + " one record, with an enum that says which kind it is and the parts of all kinds.");
    }
    String instead = INSTEAD.get(type.canonicalName());
    boolean isOwn = !type.packageName().startsWith("java");
    String where = is + declaration.map(d -> word(d.kind())).orElse("unknown");
    return instead != null
        ? reason(
            where,
            "make it " + instead + (instead.matches("List|Map") ? arguments(type) : "") + ".")
        : isOwn
            ? reason(where, "make " + type.name() + " a record of such parts.")
            : Optional.of(new Reason(
                where, "take such parts of it instead of the " + type.name() + ".", false));
  }

  private static String arguments(JavaType.Declared type) {
    return type.simple().substring(type.name().length());
  }

  private Optional<Reason> record(JavaType.Declared type, String path) {
    List<TypeSystem.Component> components = types.components(type);
    if (components.isEmpty()) {
      return reason(
          path + " is a record without components",
          "give " + type.name() + " a component, or make it an enum of one constant.");
    }
    return components.stream()
        .flatMap(c -> find(c.type(), path + "." + c.name()).stream())
        .findFirst();
  }

  /** What would be data, if it were not for that. */
  private static Optional<Reason> hidden(JavaType.Declared type, String path) {
    return reason(
        path + " is " + type.name() + ", which generated code cannot name",
        "make " + type.name() + " public.");
  }

  private static Optional<Reason> reason(String where, String fix) {
    return Optional.of(new Reason(where, fix, true));
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
