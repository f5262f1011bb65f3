package search;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Elements;
import dev.headrace.Input;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import dev.headrace.StatefulResource;
import dev.headrace.runtime.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds passages by what they mean and by what they say. */
@Pipeline
public interface HybridSearch {
  /** What is searched. */
  @Input @Elements("passage") List<Passage> passages();

  /** The best passages for a query. */
  Ranking ranking(Query query);

  /** The best passages for each of the queries. */
  @All("ranking") List<Ranking> rankings(@Elements("query") List<Query> queries);

  record Passage(String id, String text) {}

  record Query(String id, String text) {}

  record Hit(String passageId, float score) {}

  record Ranking(String queryId, List<Hit> hits) {}

  /** A vector for each word, from the word's letters. */
  @StatefulResource(gpus = 1, maxConcurrency = 2)
  final class TokenEncoder implements AutoCloseable {
    private final int seed;

    public TokenEncoder(String modelName, Device device) {
      seed = modelName.hashCode();
    }

    public List<float[][]> encode(List<String> texts) {
      List<float[][]> encoded = new ArrayList<>();
      for (String text : texts) {
        String[] words = text.toLowerCase(Locale.ROOT).split(" ");
        float[][] vectors = new float[words.length][];
        for (int i = 0; i < words.length; i++) {
          int bits = words[i].hashCode() * 31 + seed;
          vectors[i] = new float[] {bits & 0xff, bits >> 8 & 0xff, bits >> 16 & 0xff};
        }
        encoded.add(vectors);
      }
      return encoded;
    }

    @Override
    public void close() {}
  }

  /** Passages by their vectors. */
  final class TokenIndex {
    private final List<Passage> passages;
    private final List<float[][]> tokens;

    TokenIndex(List<Passage> passages, List<float[][]> tokens) {
      this.passages = passages;
      this.tokens = tokens;
    }

    List<Hit> nearest(float[][] query) {
      List<Hit> hits = new ArrayList<>();
      for (int i = 0; i < passages.size(); i++) {
        hits.add(new Hit(passages.get(i).id(), similarity(query, tokens.get(i))));
      }
      return best(hits);
    }

    /** The sum over the query's words of the closest word (late interaction). */
    private static float similarity(float[][] query, float[][] passage) {
      float sum = 0;
      for (float[] q : query) {
        float closest = Float.POSITIVE_INFINITY;
        for (float[] p : passage) {
          float distance = 0;
          for (int k = 0; k < q.length; k++) {
            distance += (q[k] - p[k]) * (q[k] - p[k]);
          }
          closest = Math.min(closest, distance);
        }
        sum += 1 / (1 + closest);
      }
      return sum;
    }
  }

  /** Passages by their words. */
  final class KeywordIndex {
    private final Map<String, Set<String>> passagesByWord = new TreeMap<>();

    KeywordIndex(List<Passage> passages) {
      for (Passage passage : passages) {
        for (String word : passage.text().toLowerCase(Locale.ROOT).split(" ")) {
          passagesByWord.computeIfAbsent(word, w -> new LinkedHashSet<>()).add(passage.id());
        }
      }
    }

    List<Hit> containing(String text) {
      Map<String, Integer> counts = new TreeMap<>();
      for (String word : text.toLowerCase(Locale.ROOT).split(" ")) {
        passagesByWord.getOrDefault(word, Set.of()).forEach(id -> counts.merge(id, 1, Integer::sum));
      }
      List<Hit> hits = new ArrayList<>();
      counts.forEach((id, count) -> hits.add(new Hit(id, count)));
      return best(hits);
    }
  }

  private static List<Hit> best(List<Hit> hits) {
    return hits.stream()
        .sorted(Comparator.comparingDouble((Hit h) -> -h.score()).thenComparing(Hit::passageId))
        .limit(10)
        .toList();
  }

  /** The steps. */
  final class Nodes {
    private Nodes() {}

    @BatchNode(maxBatchSize = 32)
    static List<float[][]> passageTokens(List<Passage> passage, TokenEncoder encoder) {
      return encoder.encode(passage.stream().map(Passage::text).toList());
    }

    @Node
    static TokenIndex tokenIndex(List<Passage> passages, @All("passageTokens") List<float[][]> tokens) {
      return new TokenIndex(passages, tokens);
    }

    @Node
    static KeywordIndex keywordIndex(List<Passage> passages) {
      return new KeywordIndex(passages);
    }

    @BatchNode(maxBatchSize = 32)
    static List<float[][]> queryTokens(List<Query> query, TokenEncoder encoder) {
      return encoder.encode(query.stream().map(Query::text).toList());
    }

    @Node
    static List<Hit> denseHits(float[][] queryTokens, TokenIndex tokenIndex) {
      return tokenIndex.nearest(queryTokens);
    }

    @Node
    static List<Hit> keywordHits(Query query, KeywordIndex keywordIndex) {
      return keywordIndex.containing(query.text());
    }

    @Node
    static List<Hit> fusedHits(List<Hit> denseHits, List<Hit> keywordHits) {
      Map<String, Float> scores = new TreeMap<>();
      for (List<Hit> hits : List.of(denseHits, keywordHits)) {
        for (int i = 0; i < hits.size(); i++) {
          scores.merge(hits.get(i).passageId(), 1f / (60 + i), Float::sum);
        }
      }
      List<Hit> fused = new ArrayList<>();
      scores.forEach((id, score) -> fused.add(new Hit(id, score)));
      return best(fused);
    }

    @Node
    static Ranking ranking(Query query, List<Hit> fusedHits) {
      return new Ranking(query.id(), fusedHits);
    }
  }
}
