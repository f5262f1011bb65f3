package dev.headrace.examples.serving;

import dev.headrace.Node;
import dev.headrace.Pipeline;

/** Three steps that cost next to nothing. */
@Pipeline
public interface ThreeTrivialSteps {
  /** What the last step says. */
  long third(long item);

  /** The steps. */
  final class Nodes {
    private Nodes() {}

    @Node
    static long first(long item) {
      return item * 31 + 7;
    }

    @Node
    static long second(long first) {
      return first ^ first >>> 17;
    }

    @Node
    static long third(long second) {
      return second * 17 - 3;
    }
  }
}
