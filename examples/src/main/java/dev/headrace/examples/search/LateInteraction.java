package dev.headrace.examples.search;

import java.util.Arrays;

/**
 * ColBERT's MaxSim (Khattab and Zaharia, 2020): each token of the query takes its best match among
 * the tokens of the passage.
 */
final class LateInteraction {
  /**
   * Query tokens compared together, so that a passage's components are read once for four of them.
   */
  private static final int TOGETHER = 4;

  private LateInteraction() {}

  /**
   * The mean over the query's tokens of the largest cosine with any token of the passage, from -1
   * to 1; 0 where either has no tokens. ColBERT takes the sum, which ranks the same; the mean
   * doesn't grow with the query.
   */
  static float similarity(Encoding query, Encoding passage) {
    if (query.size() == 0 || passage.size() == 0) {
      return 0;
    }
    int dim = query.dim();
    int padded = (query.size() + TOGETHER - 1) / TOGETHER * TOGETHER;
    int[] queryTokens = widened(query.tokens(), padded * dim);
    int[] passageTokens = widened(passage.tokens(), passage.size() * dim);
    float[] best = new float[padded];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    for (int q = 0; q < padded; q += TOGETHER) {
      for (int p = 0; p < passage.size(); p++) {
        raise(best, q, queryTokens, passageTokens, p * dim, dim, passage.scales()[p]);
      }
    }
    double sum = 0;
    for (int q = 0; q < query.size(); q++) {
      sum += best[q] * query.scales()[q];
    }
    return (float) (sum / query.size());
  }

  /** The compiler vectorizes sums over ints, but not over bytes, which take four times as long. */
  private static int[] widened(byte[] bytes, int length) {
    int[] ints = new int[length];
    for (int i = 0; i < bytes.length; i++) {
      ints[i] = bytes[i];
    }
    return ints;
  }

  /** Raises the best matches of four query tokens to their match with one passage token. */
  private static void raise(
      float[] best,
      int q,
      int[] queryTokens,
      int[] passageTokens,
      int passageFrom,
      int dim,
      float scale) {
    int first = q * dim;
    int second = first + dim;
    int third = second + dim;
    int fourth = third + dim;
    int sum0 = 0;
    int sum1 = 0;
    int sum2 = 0;
    int sum3 = 0;
    for (int d = 0; d < dim; d++) {
      int component = passageTokens[passageFrom + d];
      sum0 += queryTokens[first + d] * component;
      sum1 += queryTokens[second + d] * component;
      sum2 += queryTokens[third + d] * component;
      sum3 += queryTokens[fourth + d] * component;
    }
    best[q] = Math.max(best[q], sum0 * scale);
    best[q + 1] = Math.max(best[q + 1], sum1 * scale);
    best[q + 2] = Math.max(best[q + 2], sum2 * scale);
    best[q + 3] = Math.max(best[q + 3], sum3 * scale);
  }
}
