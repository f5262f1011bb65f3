package dev.headrace.examples.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A passage that was found.
 *
 * @param passageId the passage's id
 * @param score how well it fits; higher is better, and comparable only with scores of the same step
 */
public record Hit(String passageId, float score) {
  /**
   * Best first; equal scores by passage id, so that a ranking never depends on the order of the
   * passages.
   */
  static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::passageId);

  /** The best {@code k} of {@code hits}, best first. */
  static List<Hit> best(Collection<Hit> hits, int k) {
    return hits.stream().sorted(BEST_FIRST).limit(k).toList();
  }
}
