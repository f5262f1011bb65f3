package dev.headrace.examples.search;

import java.util.Arrays;

/**
 * What the model says about one text: a vector for the whole and a vector for each token, all of
 * length 1.
 *
 * <p>The token vectors are kept as 8-bit integers: component {@code d} of token {@code t} is
 * {@code tokens[t * dim + d] * scales[t]}, where {@code dim} is {@code sentence.length}. As floats,
 * 1,400 passages of 200 tokens would take 430 MB; so they take a quarter, and a similarity moves by
 * 0.001 or less as a rule.
 *
 * @param sentence the vector of the whole text: the mean of its tokens, scaled to length 1
 * @param tokens the vectors of the tokens one after another
 * @param scales one factor per token; its length is the number of tokens
 */
public record Encoding(float[] sentence, byte[] tokens, float[] scales) {
  private static final int LEVELS = 127;

  public Encoding {
    if (tokens.length != scales.length * sentence.length) {
      throw new IllegalArgumentException("%d token components are not %d tokens of %d dimensions"
          .formatted(tokens.length, scales.length, sentence.length));
    }
  }

  /** Quantizes {@code tokenVectors}; neither they nor {@code sentence} need to have length 1. */
  static Encoding of(float[] sentence, float[][] tokenVectors) {
    int dim = sentence.length;
    byte[] tokens = new byte[tokenVectors.length * dim];
    float[] scales = new float[tokenVectors.length];
    for (int t = 0; t < tokenVectors.length; t++) {
      scales[t] = quantize(unit(tokenVectors[t]), tokens, t * dim);
    }
    return new Encoding(unit(sentence), tokens, scales);
  }

  /** The length of each vector. */
  public int dim() {
    return sentence.length;
  }

  /** The number of tokens. */
  public int size() {
    return scales.length;
  }

  /** The cosine between the two texts as a whole. */
  public float cosine(Encoding other) {
    float sum = 0;
    for (int d = 0; d < sentence.length; d++) {
      sum += sentence[d] * other.sentence[d];
    }
    return sum;
  }

  private static float quantize(float[] vector, byte[] into, int from) {
    float largest = 0;
    for (float x : vector) {
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest == 0) {
      return 0;
    }
    float scale = largest / LEVELS;
    for (int d = 0; d < vector.length; d++) {
      into[from + d] = (byte) Math.round(vector[d] / scale);
    }
    return scale;
  }

  /**
   * {@code vector} scaled to length 1; a vector of zeros, such as that of an empty text, stays as
   * it is.
   */
  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += x * x;
    }
    float[] unit = new float[vector.length];
    if (squares > 0) {
      float factor = (float) (1 / Math.sqrt(squares));
      for (int d = 0; d < vector.length; d++) {
        unit[d] = vector[d] * factor;
      }
    }
    return unit;
  }

  /** By content: arrays compare by identity in a record. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding that
        && Arrays.equals(sentence, that.sentence)
        && Arrays.equals(tokens, that.tokens)
        && Arrays.equals(scales, that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sentence) + Arrays.hashCode(tokens);
  }

  @Override
  public String toString() {
    return "Encoding[" + size() + " tokens of " + dim() + " dimensions]";
  }
}
