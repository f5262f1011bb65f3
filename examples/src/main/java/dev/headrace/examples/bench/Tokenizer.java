package dev.headrace.examples.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.headrace.StatefulResource;
import dev.headrace.examples.search.ModelFiles;

/** Cuts texts into the tokens of {@link MiniLm}. Thread-safe: one serves all. */
@StatefulResource(callsPerInstance = 0)
public final class Tokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer =
      ModelFiles.tokenizer(MiniLm.NAME, MiniLm.MAX_TOKENS);

  /** The ids of a text's tokens, with those that mark its begin and end. */
  public long[] tokens(String text) {
    return tokenizer.encode(text).getIds();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
