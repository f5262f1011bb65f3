package dev.headrace.processor.random;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Types as text: what their elements and components are, and how a source writes them. */
final class Types {
  private static final String KINDS = "dev.headrace.processor.random.Kinds.";
  private static final Set<String> NUMBERS = Set.of("int", "float", "Integer", "Double");
  private static final Map<String, Map<String, String>> RECORDS = Map.of(
      "Point",
      Map.of("x", "int", "y", "double", "label", "String"),
      "Track",
      Map.of(
          "name", "String", "points", "List<Point>", "color", "Optional<Color>", "at", "Instant"),
      "Nest",
      Map.of("track", "Track", "tracks", "List<List<Track>>", "spare", "Optional<Point>"),
      "Vector",
      Map.of("at", "float[]", "name", "String", "ids", "List<Integer>"),
      "Pair<String>",
      Map.of("left", "String", "right", "List<String>"),
      "Pair<Point>",
      Map.of("left", "Point", "right", "List<Point>"),
      "Pair<List<Integer>>",
      Map.of("left", "List<Integer>", "right", "List<List<Integer>>"));

  private Types() {}

  /** Whether an axis can be opened over it. */
  static boolean hasElements(String type) {
    return isList(type)
        || isOptional(type)
        || type.endsWith("[]") && !type.equals("byte[]"); // which is one value
  }

  static boolean isList(String type) {
    return type.startsWith("List<") && type.endsWith(">");
  }

  static boolean isOptional(String type) {
    return type.startsWith("Optional<") && type.endsWith(">");
  }

  static boolean isOpaque(String type) {
    return type.contains("Opaque");
  }

  /** Whether {@code @Dim} can be said of it: lists or arrays of numbers, in others or not. */
  static boolean hasSize(String type) {
    return hasElements(type)
        && (!isOptional(type) && NUMBERS.contains(element(type))
            || hasSize(element(type)) && !isOptional(element(type)));
  }

  /** {@code List<List<X>>} → {@code List<X>}. */
  static String element(String type) {
    if (!hasElements(type)) {
      throw new IllegalArgumentException("no elements: " + type);
    }
    if (type.endsWith("[]")) {
      return type.substring(0, type.length() - 2);
    }
    return type.substring(type.indexOf('<') + 1, type.length() - 1);
  }

  static String listOf(String type) {
    return "List<" + boxed(type) + ">";
  }

  static String optional(String type) {
    if (isOptional(type)) {
      throw new IllegalArgumentException("a column knows but one kind of nothing");
    }
    return "Optional<" + boxed(type) + ">";
  }

  /** The components of a record, by name, in an order that is the same each time. */
  static List<String> components(String type) {
    return RECORDS.getOrDefault(type, Map.of()).keySet().stream().sorted().toList();
  }

  static String component(String type, String name) {
    String component = RECORDS.getOrDefault(type, Map.of()).get(name);
    if (component == null) {
      throw new IllegalArgumentException(type + " has no " + name);
    }
    return component;
  }

  /** How many numbers a component of a record is known to have; 0 for any. */
  static int dim(String type, String component) {
    return !type.equals("Vector")
        ? 0
        : component.equals("at") ? 3 : component.equals("ids") ? 2 : 0;
  }

  static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "long", "double", "float", "boolean", "byte", "short" ->
        type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
      default -> type;
    };
  }

  /** The type as the source names it. */
  static String java(String type) {
    return type.replaceAll("\\b(Color|Point|Track|Nest|Pair|Opaque|Vector)\\b", KINDS + "$1")
        .replaceAll("\\b(Instant|LocalDate|Duration)\\b", "java.time.$1");
  }

  static String javaBoxed(String type) {
    return java(boxed(type));
  }

  /** The same where null may stand for it. */
  static String nullable(String type) {
    String java = javaBoxed(type);
    if (java.endsWith("[]")) { // the array, not its elements
      return java.replaceFirst("\\[]", " @Nullable []");
    }
    int generic = java.indexOf('<');
    int dot = java.substring(0, generic < 0 ? java.length() : generic).lastIndexOf('.') + 1;
    return java.substring(0, dot) + "@Nullable " + java.substring(dot);
  }
}
