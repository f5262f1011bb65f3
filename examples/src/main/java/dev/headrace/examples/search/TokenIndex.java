package dev.headrace.examples.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Passages and their encodings in memory. Search is exact: every passage is compared. Any number of
 * threads may search at once.
 */
public final class TokenIndex {
  private final Map<String, Encoding> encodings = new HashMap<>();

  /**
   * Indexes {@code passages}.
   *
   * @param encodings one per passage, in the same order
   * @throws IllegalArgumentException if the sizes differ, or two passages have one id
   */
  public TokenIndex(List<Passage> passages, List<Encoding> encodings) {
    if (passages.size() != encodings.size()) {
      throw new IllegalArgumentException(
          passages.size() + " passages, but " + encodings.size() + " encodings");
    }
    for (int i = 0; i < passages.size(); i++) {
      if (this.encodings.put(passages.get(i).id(), encodings.get(i)) != null) {
        throw new IllegalArgumentException(
            "two passages have the id '" + passages.get(i).id() + "'");
      }
    }
  }

  /**
   * The {@code k} passages whose text as a whole is closest to the query's: by cosine, best first.
   */
  public List<Hit> search(Encoding query, int k) {
    PriorityQueue<Hit> best = new PriorityQueue<>(Hit.BEST_FIRST.reversed());
    encodings.forEach((id, encoding) -> {
      best.add(new Hit(id, query.cosine(encoding)));
      if (best.size() > k) {
        best.remove();
      }
    });
    return Hit.best(best, k);
  }

  /** The cosine between the query and one passage, as texts. */
  public float cosine(Encoding query, String passageId) {
    return query.cosine(encoding(passageId));
  }

  /**
   * How well the query's tokens find a match in one passage: the mean of each token's best cosine.
   */
  public float lateInteraction(Encoding query, String passageId) {
    return LateInteraction.similarity(query, encoding(passageId));
  }

  private Encoding encoding(String passageId) {
    Encoding encoding = encodings.get(passageId);
    if (encoding == null) {
      throw new IllegalArgumentException("no passage has the id '" + passageId + "'");
    }
    return encoding;
  }
}
