package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateInteractionTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 8, 11})
  void isTheMeanOfEachQueryTokensBestMatch(int queryTokens) {
    Random random = new Random(queryTokens);
    float[][] query = vectors(random, queryTokens);
    float[][] passage = vectors(random, 7);
    assertThat(LateInteraction.similarity(encoding(query), encoding(passage)))
        .isCloseTo((float) meanOfBest(query, passage), within(0.01f));
  }

  @Test
  void findsOppositesToo() {
    Encoding east = encoding(new float[][] {{1, 0}});
    Encoding west = encoding(new float[][] {{-1, 0}});
    assertThat(LateInteraction.similarity(east, west)).isCloseTo(-1, within(0.001f));
  }

  @Test
  void isZeroWithoutTokens() {
    Encoding nothing = Encoding.of(new float[2], new float[0][]);
    Encoding something = encoding(new float[][] {{1, 0}});
    assertThat(LateInteraction.similarity(nothing, something)).isZero();
    assertThat(LateInteraction.similarity(something, nothing)).isZero();
  }

  private static Encoding encoding(float[][] tokens) {
    return Encoding.of(tokens[0], tokens);
  }

  private static float[][] vectors(Random random, int count) {
    float[][] vectors = new float[count][16];
    for (float[] vector : vectors) {
      for (int d = 0; d < vector.length; d++) {
        vector[d] = random.nextFloat() - 0.5f;
      }
    }
    return vectors;
  }

  private static double meanOfBest(float[][] query, float[][] passage) {
    double sum = 0;
    for (float[] q : query) {
      double best = -1;
      for (float[] p : passage) {
        best = Math.max(best, dot(q, p) / Math.sqrt(dot(q, q) * dot(p, p)));
      }
      sum += best;
    }
    return sum / query.length;
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int d = 0; d < left.length; d++) {
      sum += left[d] * right[d];
    }
    return sum;
  }
}
