package dev.headrace.examples.search;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.headrace.runtime.Device;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A BERT-like sentence encoder run with ONNX Runtime: {@code <name>.onnx} and
 * {@code <name>-tokenizer.json} on the class path.
 *
 * <p>Texts are sorted by length, so that a batch holds little padding, and come back in the order
 * they were given in.
 */
final class OnnxModel implements TextModel {
  /**
   * What the sentence-transformers models of this size were made for; the rest of a longer text is
   * not read.
   */
  private static final int MAX_TOKENS = 256;

  /**
   * On a CPU, one text at a time. Quantized models choose the range of 8-bit activations from the
   * whole batch, so that a text's vectors would depend on its neighbours: in batches of 8, nine
   * rankings in ten change with the order of the texts. Alone, a text always gets the same vectors,
   * and in the same time: a batch saves little on a CPU and pads.
   */
  private static final int CPU_BATCH = 1;

  /** On a GPU, what the pipeline sends at once. */
  private static final int GPU_BATCH = 32;

  private final HuggingFaceTokenizer tokenizer;
  private final OnnxTransformer model;
  private final int batchSize;

  OnnxModel(String name, Device device) {
    this(name, device, device.isGpu() ? GPU_BATCH : CPU_BATCH);
  }

  /**
   * {@code batchSize}: how many texts to run together at most, whatever {@link #encode} is given.
   */
  OnnxModel(String name, Device device, int batchSize) {
    byte[] graph = ModelFiles.graph(name);
    this.batchSize = batchSize;
    tokenizer = ModelFiles.tokenizer(name, MAX_TOKENS);
    try {
      // Two of one thread each encode more than one of two: the pipeline runs them in parallel.
      model = new OnnxTransformer(graph, device, 1);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public List<Encoding> encode(List<String> texts) {
    List<Text> byLength = IntStream.range(0, texts.size())
        .mapToObj(i -> tokenize(i, texts.get(i)))
        .sorted(Comparator.comparingInt(Text::length))
        .toList();
    Encoding[] encodings = new Encoding[texts.size()];
    for (int from = 0; from < byLength.size(); from += batchSize) {
      run(byLength.subList(from, Math.min(from + batchSize, byLength.size())), encodings);
    }
    return Arrays.asList(encodings);
  }

  private Text tokenize(int position, String text) {
    var encoded = tokenizer.encode(text);
    return new Text(position, encoded.getIds(), encoded.getSpecialTokenMask());
  }

  private void run(List<Text> batch, Encoding[] into) {
    model.run(
        batch.stream().map(Text::ids).toList(),
        (i, states, row, dim) ->
            into[batch.get(i).position()] = batch.get(i).encoding(states, row, dim));
  }

  @Override
  public void close() {
    try (tokenizer) {
      model.close();
    }
  }

  /** A tokenized text and where it stood among those given. */
  private record Text(int position, long[] ids, long[] special) {
    int length() {
      return ids.length;
    }

    /** From the model's last states, of which this text's begin at row {@code from}. */
    Encoding encoding(FloatBuffer states, int from, int dim) {
      float[] sum = new float[dim];
      List<float[]> tokens = new ArrayList<>(ids.length);
      for (int t = 0; t < ids.length; t++) {
        float[] state = new float[dim];
        states.get((from + t) * dim, state);
        for (int d = 0; d < dim; d++) {
          sum[d] += state[d];
        }
        if (special[t] == 0) { // [CLS] and [SEP] count for the sentence, but match no word
          tokens.add(state);
        }
      }
      return Encoding.of(sum, tokens.toArray(float[][]::new));
    }
  }
}
