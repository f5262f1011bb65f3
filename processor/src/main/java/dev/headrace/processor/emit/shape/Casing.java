package dev.headrace.processor.emit.shape;

import java.util.Locale;
import java.util.Set;

/** Java's names as Python writes them. */
public final class Casing {
  /** Keywords, and the modules that the generated ones speak of wherever such a name may stand. */
  private static final Set<String> KEYWORDS = Set.of(
      ("daft headrace pa False None True and as assert async await break class continue def del elif else except finally for from "
              + "global if import in is lambda nonlocal not or pass raise return try while with yield match case type")
          .split(" "));

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
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && isUpper(c)) {
        char last = name.charAt(i - 1);
        boolean beforeLower = i + 1 < name.length() && isLower(name.charAt(i + 1));
        if (isLower(last) || isDigit(last) || isUpper(last) && beforeLower) {
          words.append('_');
        }
      }
      words.append(c == '$' ? '_' : c);
    }
    return words.toString();
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
