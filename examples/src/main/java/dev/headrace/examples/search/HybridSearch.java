package dev.headrace.examples.search;

import static java.util.stream.Collectors.toMap;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Elements;
import dev.headrace.Input;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import java.util.List;
import java.util.Map;

/**
 * Search by meaning and by words: both lists are fused by rank, and the best are reranked by late
 * interaction.
 *
 * <p>Passages are encoded and indexed once; queries come in any number, and their encodings share
 * batches.
 */
@Pipeline
public interface HybridSearch {
  /** The passages to search. */
  @Input
  @Elements("passage")
  List<Passage> passages();

  /** The best passages for a query, best first. */
  Ranking ranking(Query query);

  /**
   * The best passages for each of {@code queries} among {@code passages}, which come with the call.
   */
  @All("ranking")
  List<Ranking> rankings(
      @Elements("passage") List<Passage> passages, @Elements("query") List<Query> queries);

  /** For comparison: the passages closest in meaning. */
  Ranking denseRanking(Query query);

  /** For comparison: the passages that share the most telling words. */
  Ranking keywordRanking(Query query);

  /** For comparison: both lists fused, without the reranking. */
  Ranking fusedRanking(Query query);

  /** The steps. */
  final class Nodes {
    /** How many passages each search gives, and a ranking holds. */
    private static final int CANDIDATES = 100;

    /** How many of them are reranked: the only ones whose tokens are compared. */
    private static final int RERANKED = 20;

    private Nodes() {}

    /** Encodes passages. */
    @BatchNode(maxBatchSize = 32)
    static List<Encoding> passageTokens(List<Passage> passage, TokenEncoder encoder) {
      return encoder.encode(passage.stream().map(Passage::text).toList());
    }

    /** Encodes queries. */
    @BatchNode(maxBatchSize = 32)
    static List<Encoding> queryTokens(List<Query> query, TokenEncoder encoder) {
      return encoder.encode(query.stream().map(Query::text).toList());
    }

    /** Indexes the passages by their encodings. */
    @Node
    static TokenIndex tokenIndex(
        List<Passage> passages, @All("passageTokens") List<Encoding> encodings) {
      return new TokenIndex(passages, encodings);
    }

    /** Indexes the passages by their words. */
    @Node
    static KeywordIndex keywordIndex(List<Passage> passages) {
      return new KeywordIndex(passages);
    }

    /** Finds the passages closest in meaning, by the cosine of the encodings. */
    @Node
    static List<Hit> denseHits(Encoding queryTokens, TokenIndex tokenIndex) {
      return tokenIndex.search(queryTokens, CANDIDATES);
    }

    /** Finds the passages that share the most telling words, by BM25. */
    @Node
    static List<Hit> keywordHits(Query query, KeywordIndex keywordIndex) {
      return keywordIndex.search(query.text(), CANDIDATES);
    }

    /** Joins the two lists by rank. */
    @Node
    static List<Hit> fusedHits(List<Hit> denseHits, List<Hit> keywordHits) {
      return ReciprocalRankFusion.fuse(CANDIDATES, List.of(denseHits, keywordHits));
    }

    /** Reorders the best by three scores: meaning as a whole, meaning token by token, and words. */
    @Node
    static List<Hit> rerankedHits(
        Encoding queryTokens, TokenIndex tokenIndex, List<Hit> keywordHits, List<Hit> fusedHits) {
      Map<String, Float> keywordScores =
          keywordHits.stream().collect(toMap(Hit::passageId, Hit::score));
      return ScoreBlend.rerank(
          fusedHits,
          RERANKED,
          List.of(
              id -> tokenIndex.cosine(queryTokens, id),
              id -> tokenIndex.lateInteraction(queryTokens, id),
              id -> keywordScores.getOrDefault(id, 0f)));
    }

    /** The answer. */
    @Node
    static Ranking ranking(Query query, List<Hit> rerankedHits) {
      return new Ranking(query.id(), rerankedHits);
    }

    /** The answer by meaning alone. */
    @Node
    static Ranking denseRanking(Query query, List<Hit> denseHits) {
      return new Ranking(query.id(), denseHits);
    }

    /** The answer by words alone. */
    @Node
    static Ranking keywordRanking(Query query, List<Hit> keywordHits) {
      return new Ranking(query.id(), keywordHits);
    }

    /** The answer before reranking. */
    @Node
    static Ranking fusedRanking(Query query, List<Hit> fusedHits) {
      return new Ranking(query.id(), fusedHits);
    }
  }
}
