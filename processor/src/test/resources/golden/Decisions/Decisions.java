package decisions;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Each;
import dev.headrace.Elements;
import dev.headrace.Input;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import dev.headrace.Shared;
import dev.headrace.StatefulResource;
import java.util.List;
import java.util.Optional;

/** One step for each decision of the planner. */
@Pipeline
public interface Decisions {
  /** Its rows are materialized, and what a model makes of them beside them. */
  @Input @Elements("passage") List<String> passages();

  @Input int k();

  /** Ragged: the batches of {@code vector} form across calls, documents and sentences. */
  @All("answer") List<List<String>> answers(@Elements("document") List<List<String>> documents, String language);

  /** Nothing of this is materialized. */
  int length(String text);

  @StatefulResource(maxConcurrency = 2)
  final class Model {}

  final class Nodes {
    private Nodes() {}

    @BatchNode(maxBatchSize = 16)
    static List<float[]> passageVector(List<String> passage, Model model) {
      return passage.stream().map(p -> new float[1]).toList();
    }

    @Node
    static StringBuilder index(List<String> passages, @All("passageVector") List<float[]> vectors, int top) {
      return new StringBuilder().append(passages).append(vectors.size()).append(top);
    }

    /** Two forms, of which there is one element for ever. */
    @Node
    static int top(int k) {
      return k;
    }

    @BatchNode
    static List<Integer> top(List<Integer> k) {
      return k;
    }

    static int words(String sentence) {
      return sentence.split(" ").length;
    }

    @BatchNode(maxBatchSize = 8, cost = "words", maxBatchCost = 256, padded = true)
    static List<float[]> vector(@Each("document") List<String> sentence, Model model) {
      return sentence.stream().map(s -> new float[1]).toList();
    }

    /** Only for what is there. */
    @Node @Elements("hard")
    static Optional<float[]> hardOne(float[] vector) {
      return Optional.of(vector);
    }

    @BatchNode(maxBatchSize = 4)
    static List<String> translated(List<float[]> hard, @Shared String language) {
      return hard.stream().map(h -> language).toList();
    }

    @Node
    static String translated(float[] hard, String language) {
      return language;
    }

    @Node
    static String answer(@All("translated") Optional<String> translated, StringBuilder index) {
      return translated.orElse("") + index;
    }

    @Node(maxRetries = 2)
    static int length(String text) {
      return text.length();
    }
  }
}
