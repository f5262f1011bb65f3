package dev.headrace.examples.search;

import java.util.List;

/** A model behind {@link TokenEncoder}: texts in, one encoding each out, in order. */
sealed interface TextModel extends AutoCloseable permits OnnxModel, HashModel, SimulatedCost {
  List<Encoding> encode(List<String> texts);

  @Override
  void close();
}
