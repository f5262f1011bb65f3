package dev.headrace.processor.emit.shape;

import java.util.Locale;
import java.util.Set;

/** Java's names as Python writes them. */
public final class Casing {
  private static final Set<String> KEYWORDS = Set.of(
      ("False None True and as assert async await break class continue def del elif else except finally for from global "
              + "if import in is lambda nonlocal not or pass raise return try while with yield match case type")
          .split(" "));

  private Casing() {}

  /** {@code queryTokens} as {@code query_tokens}; a keyword of Python gets an underscore. */
  public static String snake(String name) {
    String snake = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replace('$', '_');
    return KEYWORDS.contains(snake) ? snake + "_" : snake;
  }

  /** {@code queryTokens} as {@code QUERY_TOKENS}. */
  public static String constant(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toUpperCase(Locale.ROOT)
        .replace('$', '_');
  }
}
