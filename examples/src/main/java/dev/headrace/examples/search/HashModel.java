package dev.headrace.examples.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A deterministic model without a file: a word's vector is drawn from a generator that is seeded
 * with the word, so that an encoding depends on its text alone, to the last bit. It finds shared
 * words and knows nothing of meaning.
 */
final class HashModel implements TextModel {
  private static final int DIM = 32;
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  @Override
  public List<Encoding> encode(List<String> texts) {
    return texts.stream().map(HashModel::encode).toList();
  }

  private static Encoding encode(String text) {
    float[][] words = NOT_A_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .map(HashModel::vector)
        .toArray(float[][]::new);
    float[] sum = new float[DIM];
    for (float[] word : words) {
      for (int d = 0; d < DIM; d++) {
        sum[d] += word[d];
      }
    }
    return Encoding.of(sum, words);
  }

  private static float[] vector(String word) {
    // Random's sequence is part of its specification: the same on every JDK.
    Random random = new Random(fnv1a(word));
    float[] vector = new float[DIM];
    for (int d = 0; d < DIM; d++) {
      vector[d] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  /** Fowler, Noll and Vo's 64-bit hash: String.hashCode gives "Aa" and "BB" the same vector. */
  private static long fnv1a(String word) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public void close() {}
}
