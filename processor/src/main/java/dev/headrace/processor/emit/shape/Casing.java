package dev.headrace.processor.emit.shape;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Java's names as Python writes them. */
public final class Casing {
  /** Keywords, and the modules that the generated ones speak of wherever such a name may stand. */
  private static final Set<String> KEYWORDS = Set.of(
      ("daft headrace pa False None True and as assert async await break class continue def del elif else except finally for from "
              + "global if import in is lambda nonlocal not or pass raise return try while with yield match case type")
          .split(" "));

  private static final Pattern BEFORE_WORD =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private Casing() {}

  /** {@code queryTokens} as {@code query_tokens}; one that means something else in Python gets an underscore. */
  public static String snake(String name) {
    String snake = words(name).toLowerCase(Locale.ROOT);
    return KEYWORDS.contains(snake) ? snake + "_" : snake;
  }

  /** {@code queryTokens} as {@code QUERY_TOKENS}. */
  public static String constant(String name) {
    return words(name).toUpperCase(Locale.ROOT);
  }

  private static String words(String name) {
    return BEFORE_WORD.matcher(name).replaceAll("_").replace('$', '_');
  }
}
