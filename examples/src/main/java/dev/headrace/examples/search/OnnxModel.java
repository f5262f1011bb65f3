package dev.headrace.examples.search;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.headrace.runtime.Device;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final HuggingFaceTokenizer tokenizer;
  private final OrtSession session;
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
      session = session(graph, device);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private OrtSession session(byte[] graph, Device device) {
    try (SessionOptions options = new SessionOptions()) {
      // Two sessions of one thread each encode more than one session of two: the pipeline runs the
      // sessions in parallel.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      if (device.isGpu()) {
        options.addCUDA(device.index());
      }
      return environment.createSession(graph, options);
    } catch (OrtException e) {
      throw new IllegalStateException(
          device.isGpu()
              ? "ONNX Runtime cannot use " + device
                  + ". Fix: put com.microsoft.onnxruntime:onnxruntime_gpu on the class path"
                  + " in place of onnxruntime."
              : "ONNX Runtime cannot load the model",
          e);
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
    int longest = batch.get(batch.size() - 1).length();
    long[] shape = {batch.size(), longest};
    long[] ids = new long[batch.size() * longest];
    long[] mask = new long[ids.length];
    for (int i = 0; i < batch.size(); i++) {
      Text text = batch.get(i);
      System.arraycopy(text.ids(), 0, ids, i * longest, text.length());
      Arrays.fill(mask, i * longest, i * longest + text.length(), 1);
    }
    try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
        OnnxTensor typeTensor =
            OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.length), shape);
        OrtSession.Result result = session.run(Map.of(
            "input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
      OnnxTensor hidden = (OnnxTensor) result.get(0);
      int dim = (int) hidden.getInfo().getShape()[2];
      FloatBuffer states = hidden.getFloatBuffer();
      for (int i = 0; i < batch.size(); i++) {
        into[batch.get(i).position()] = batch.get(i).encoding(states, i * longest, dim);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed on %d texts of up to %d tokens".formatted(batch.size(), longest), e);
    }
  }

  @Override
  public void close() {
    try (tokenizer) {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close the model", e);
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
