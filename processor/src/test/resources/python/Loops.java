package p;

import dev.headrace.*;
import java.util.List;
import java.util.Map;

/** Maps within maps, and loops over what is bound: what the row-by-row program opens, level by level. */
@SuppressWarnings("ProductLoop")
@Pipeline
public interface Loops {
  @Input @Elements("passage") List<String> passages();

  @All("scores") List<List<Float>> ofDocuments(@Elements("document") List<String> documents);

  @All("near") List<List<Float>> ofQueries(@Elements("query") List<String> queries);

  @All("far") List<Float> ofOne(String word);

  List<Integer> counted(@Elements("passage") List<String> passages, Map<String, Integer> weights);

  @StatefulResource(maxConcurrency = 2)
  final class Model {
    public Model(String path) {}
  }

  @StatefulResource
  final class Plain {}

  final class Nodes {
    @Node @Elements("sentence") static List<String> sentences(String document) {
      return List.of(document);
    }

    @Node @Elements("token") static List<String> tokens(String sentence) {
      return List.of(sentence);
    }

    @BatchNode(maxBatchSize = 8)
    static List<Float> score(List<String> token, List<String> document, Model model) {
      return token.stream().map(t -> 1f).toList();
    }

    @Node static float scores(@All("score") List<Float> all, @All(value = "score", over = "sentences") List<Float> flat) {
      return all.size();
    }

    @BatchNode(maxBatchSize = 8)
    static List<float[]> passageVector(List<String> passage, Model model) {
      return passage.stream().map(p -> new float[1]).toList();
    }

    @Node static float near(String query, @Each(value = "passageVector", within = "queries") float[] vector, Plain plain) {
      return vector[0];
    }

    @Node static float far(String word, float[] passageVector) {
      return passageVector[0];
    }

    @Node static List<Integer> counted(@All("passageVector") List<float[]> all, Map<String, Integer> weights) {
      return List.of(all.size());
    }
  }
}
