package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodingTest {
  @Test
  void scalesEveryVectorToLengthOne() {
    Encoding encoding = Encoding.of(new float[] {3, 4}, new float[][] {{0, 5}, {-2, 0}});
    assertThat(encoding.sentence()).containsExactly(0.6f, 0.8f);
    assertThat(encoding.tokens()).containsExactly(0, 127, -127, 0);
    assertThat(encoding.scales()).hasSize(2).containsOnly(1 / 127f);
    assertThat(encoding.size()).isEqualTo(2);
    assertThat(encoding.dim()).isEqualTo(2);
  }

  @Test
  void quantizedTokensStayCloseToTheirVectors() {
    Random random = new Random(1);
    float[] vector = new float[384];
    double squares = 0;
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) random.nextGaussian();
      squares += vector[d] * vector[d];
    }
    Encoding encoding = Encoding.of(vector, new float[][] {vector});
    double cosine = 0;
    for (int d = 0; d < vector.length; d++) {
      cosine += encoding.tokens()[d] * encoding.scales()[0] * vector[d] / Math.sqrt(squares);
    }
    assertThat(cosine).isCloseTo(1, within(0.001));
  }

  @Test
  void aTextWithoutTokensHasNoDirection() {
    Encoding nothing = Encoding.of(new float[2], new float[0][]);
    assertThat(nothing.sentence()).containsExactly(0, 0);
    assertThat(nothing.cosine(Encoding.of(new float[] {1, 0}, new float[0][]))).isZero();
  }

  @Test
  void isEqualByContent() {
    Encoding one = Encoding.of(new float[] {1, 0}, new float[][] {{1, 0}});
    assertThat(one)
        .isEqualTo(Encoding.of(new float[] {2, 0}, new float[][] {{3, 0}}))
        .hasSameHashCodeAs(Encoding.of(new float[] {2, 0}, new float[][] {{3, 0}}))
        .isNotEqualTo(Encoding.of(new float[] {1, 0}, new float[][] {{0, 1}}));
  }

  @Test
  void refusesTokensOfAnotherSize() {
    assertThatThrownBy(() -> new Encoding(new float[3], new byte[5], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 token components are not 2 tokens of 3 dimensions");
  }
}
