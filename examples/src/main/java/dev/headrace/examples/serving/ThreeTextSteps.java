package dev.headrace.examples.serving;

import dev.headrace.Node;
import dev.headrace.Pipeline;
import java.util.Locale;

/** Three steps that cost next to nothing: what remains on a stream is the cost of the executor itself. */
@Pipeline
public interface ThreeTextSteps {
  /** The number of words of a text. */
  int words(String text);

  /** The steps. */
  final class Nodes {
    private Nodes() {}

    @Node
    static String stripped(String text) {
      return text.strip();
    }

    @Node
    static String lower(String stripped) {
      return stripped.toLowerCase(Locale.ROOT);
    }

    @Node
    static int words(String lower) {
      int words = 1;
      for (int i = 0; i < lower.length(); i++) {
        words += lower.charAt(i) == ' ' ? 1 : 0;
      }
      return words;
    }
  }
}
