package dev.headrace.examples.bench;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Elements;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import dev.headrace.examples.search.Encoding;
import dev.headrace.examples.search.TokenEncoder;
import java.util.List;

/** Encodes sentences with the real model. */
@Pipeline
public interface Sentences {
  /** The vector of one sentence per row. */
  float[] vector(String sentence);

  /** The vectors of a list of sentences per row. */
  @All("vector")
  List<float[]> vectors(@Elements("sentence") List<String> sentences);

  /** The steps. */
  final class Nodes {
    private Nodes() {}

    /** Encodes sentences. */
    @BatchNode(maxBatchSize = 32)
    static List<Encoding> encoding(List<String> sentence, TokenEncoder encoder) {
      return encoder.encode(sentence);
    }

    /** Takes the vector of the whole sentence. */
    @Node
    static float[] vector(Encoding encoding) {
      return encoding.sentence();
    }
  }
}
