package dev.headrace.examples.search;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param queryId the query's id
 * @param hits the passages found, best first
 */
public record Ranking(String queryId, List<Hit> hits) {
  public Ranking {
    hits = List.copyOf(hits);
  }
}
