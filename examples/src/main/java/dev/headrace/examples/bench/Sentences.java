package dev.headrace.examples.bench;

import dev.headrace.All;
import dev.headrace.BatchNode;
import dev.headrace.Elements;
import dev.headrace.Node;
import dev.headrace.Pipeline;
import java.util.List;

/** Encodes sentences with the real model, in batches of sentences of like length. */
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

    /** Cuts a sentence into tokens. */
    @Node
    static long[] tokens(String sentence, Tokenizer tokenizer) {
      return tokenizer.tokens(sentence);
    }

    /** Encodes sentences: eight of like length together, as a CPU gains little from more. */
    @BatchNode(maxBatchSize = 8, cost = "length", padded = true)
    static List<float[]> vector(List<long[]> tokens, MiniLm model) {
      return model.encode(tokens);
    }

    /** What a sentence costs. */
    static int length(long[] tokens) {
      return tokens.length;
    }
  }
}
