package dev.headrace.examples.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins lists whose scores can't be compared, by rank alone: a passage scores the sum of
 * {@code 1 / (60 + rank)} over the lists that hold it, ranks counted from 1 (Cormack, Clarke and
 * Büttcher, 2009; the 60 is theirs).
 */
final class ReciprocalRankFusion {
  private static final int RANK_CONSTANT = 60;

  private ReciprocalRankFusion() {}

  /** The best {@code k} passages of all {@code lists}, best first. */
  static List<Hit> fuse(int k, List<List<Hit>> lists) {
    Map<String, Double> scores = new HashMap<>();
    for (List<Hit> list : lists) {
      for (int i = 0; i < list.size(); i++) {
        scores.merge(list.get(i).passageId(), 1.0 / (RANK_CONSTANT + i + 1), Double::sum);
      }
    }
    List<Hit> fused = new ArrayList<>(scores.size());
    scores.forEach((id, score) -> fused.add(new Hit(id, score.floatValue())));
    return Hit.best(fused, k);
  }
}
