package dev.headrace.examples.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Reorders the head of a list by the mean of several scores, each stretched to reach from 0 to 1
 * within that head (a convex combination, as Bruch, Gai and Ingber compare it with rank fusion,
 * 2023; equal weights, nothing tuned).
 */
final class ScoreBlend {
  private ScoreBlend() {}

  /**
   * Reranks the first {@code depth} of {@code hits}; the others follow as they are.
   *
   * @param scores scores of a passage id; a score that is equal for all of the head says nothing
   *     and counts as 0
   * @return the head with scores from 1 to 2, so that they stay above the fusion scores behind them
   */
  static List<Hit> rerank(List<Hit> hits, int depth, List<ToDoubleFunction<String>> scores) {
    List<Hit> head = hits.subList(0, Math.min(depth, hits.size()));
    double[] blend = new double[head.size()];
    for (ToDoubleFunction<String> score : scores) {
      double[] stretched = stretched(head, score);
      for (int i = 0; i < blend.length; i++) {
        blend[i] += stretched[i] / scores.size();
      }
    }
    List<Hit> reranked = new ArrayList<>(hits.size());
    for (int i = 0; i < blend.length; i++) {
      reranked.add(new Hit(head.get(i).passageId(), (float) (1 + blend[i])));
    }
    reranked.sort(Hit.BEST_FIRST);
    reranked.addAll(hits.subList(head.size(), hits.size()));
    return reranked;
  }

  private static double[] stretched(List<Hit> head, ToDoubleFunction<String> score) {
    double[] values = head.stream().map(Hit::passageId).mapToDouble(score).toArray();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = most > least ? (values[i] - least) / (most - least) : 0;
    }
    return values;
  }
}
