package dev.headrace.examples.search;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good rankings are, against what people judged relevant. Both figures are means over the
 * queries for which at least one passage has a gain above 0; a query that has no ranking counts as
 * 0.
 *
 * @param ndcgAt10 the discounted cumulative gain of the first ten hits,
 *     {@code gain / log2(rank + 1)} summed with ranks from 1 and the gains as judged (0 where
 *     nobody judged), divided by that of the best possible ten
 * @param recallAt100 the part of the passages with a gain above 0 that is among the first hundred
 *     hits
 */
public record Evaluation(double ndcgAt10, double recallAt100) {
  /**
   * Measures {@code rankings}.
   *
   * @param gains query id to passage id to gain
   */
  public static Evaluation of(List<Ranking> rankings, Map<String, Map<String, Integer>> gains) {
    double ndcg = 0;
    double recall = 0;
    for (Ranking ranking : rankings) {
      Map<String, Integer> judged = gains.getOrDefault(ranking.queryId(), Map.of());
      if (isJudged(judged)) {
        ndcg += ndcg(ranking.hits(), judged, 10);
        recall += recall(ranking.hits(), judged, 100);
      }
    }
    long queries = gains.values().stream().filter(Evaluation::isJudged).count();
    return queries == 0 ? new Evaluation(0, 0) : new Evaluation(ndcg / queries, recall / queries);
  }

  private static boolean isJudged(Map<String, Integer> gains) {
    return gains.values().stream().anyMatch(gain -> gain > 0);
  }

  private static double ndcg(List<Hit> hits, Map<String, Integer> gains, int k) {
    int[] found =
        hits.stream().mapToInt(hit -> gains.getOrDefault(hit.passageId(), 0)).toArray();
    int[] ideal = gains.values().stream()
        .mapToInt(gain -> -gain)
        .sorted()
        .map(gain -> -gain)
        .toArray();
    return dcg(found, k) / dcg(ideal, k);
  }

  private static double dcg(int[] gains, int k) {
    return IntStream.range(0, Math.min(k, gains.length))
        .mapToDouble(i -> gains[i] * Math.log(2) / Math.log(i + 2))
        .sum();
  }

  private static double recall(List<Hit> hits, Map<String, Integer> gains, int k) {
    long found = hits.stream()
        .limit(k)
        .filter(hit -> gains.getOrDefault(hit.passageId(), 0) > 0)
        .count();
    return (double) found / gains.values().stream().filter(gain -> gain > 0).count();
  }
}
