package dev.headrace.examples.bench;

import dev.headrace.Node;
import dev.headrace.Pipeline;
import java.util.Arrays;
import java.util.List;

/** Next to no work: what is measured is the way from Daft's columns to Java and back. */
@Pipeline
public interface Texts {
  /** The length of a text. */
  int length(String text);

  /** A vector of 384 floats. */
  float[] vector(String text);

  /** What a bridge without columns would call: a list there, a list back, as a batch step has them. */
  static List<Integer> lengths(List<String> texts) {
    return texts.stream().map(String::length).toList();
  }

  /** The same with a plain array back: what costs such a bridge least. */
  static int[] lengthArray(List<String> texts) {
    return texts.stream().mapToInt(String::length).toArray();
  }

  /** The steps. */
  final class Steps {
    private Steps() {}

    @Node
    static int length(String text) {
      return text.length();
    }

    @Node
    static float[] vector(String text) {
      float[] vector = new float[384];
      Arrays.fill(vector, text.length());
      return vector;
    }
  }
}
