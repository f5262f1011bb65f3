package dev.headrace.processor.emit.daft;

import java.util.ArrayList;
import java.util.List;

/** Javadoc as the text of a docstring. */
final class Docs {
  private Docs() {}

  /** Its main description: tags resolved to what they show, and nothing in it that would end a docstring. */
  static String plain(String javadoc) {
    if (javadoc.isEmpty()) {
      return "";
    }
    String main = javadoc.split("(?m)^\\s*@\\w", 2)[0];
    String text = main.replaceAll("\\{@(?:code|literal)\\s+([^{}]*)}", "$1")
        .replaceAll("\\{@link(?:plain)?\\s+\\S+\\s+([^{}]+)}", "$1")
        .replaceAll("\\{@link(?:plain)?\\s+#?([^{}]*)}", "$1")
        .replaceAll("<[^>\\n]*>", " ")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&");
    return literal(text);
  }

  /** {@code a, b and c}. */
  static String listed(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** The text with nothing in it that would end a docstring. */
  static String literal(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"\"\"", "'''")
        .replaceAll("[\\p{Cntrl}\\s]+", " ")
        .replaceAll("\"$", "'")
        .strip();
  }

  /** The first sentence of it; empty when there is no Javadoc. */
  static String summary(String javadoc) {
    String text = plain(javadoc);
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** Each paragraph broken into lines; one that begins with spaces keeps them, an item's further lines stand under its
   * text, an argument's further in. */
  static List<String> wrapped(List<String> paragraphs, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : paragraphs) {
      String text = paragraph.stripLeading();
      int margin = paragraph.length() - text.length();
      int hang =
          margin + (text.startsWith("- ") ? 2 : margin > 0 && text.matches("\\w+: .*") ? 4 : 0);
      StringBuilder line = new StringBuilder(" ".repeat(margin));
      boolean empty = true;
      for (String word : text.split(" ", -1)) {
        if (!empty && line.length() + 1 + word.length() > width) {
          lines.add(line.toString());
          line = new StringBuilder(" ".repeat(hang));
          empty = true;
        }
        line.append(empty ? "" : " ").append(word);
        empty = false;
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
