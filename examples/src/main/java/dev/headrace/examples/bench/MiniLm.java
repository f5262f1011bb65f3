package dev.headrace.examples.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.headrace.StatefulResource;
import dev.headrace.examples.search.ModelFiles;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The real model of the benchmark, on the CPU: the quantized all-MiniLM-L6-v2, 384 dimensions.
 *
 * <p>An instance is used by one thread at a time.
 */
@StatefulResource(maxConcurrency = 2)
public final class MiniLm implements AutoCloseable {
  static final String NAME = "all-minilm-l6-v2-q";
  static final int MAX_TOKENS = 256;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * Loads the model.
   *
   * @param threads how many threads one call uses
   */
  public MiniLm(int threads) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(ModelFiles.graph(NAME), options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot load the model", e);
    }
  }

  /** The vector of each text, of length 1: the mean of its tokens' states. All are padded to the longest. */
  public List<float[]> encode(List<long[]> tokens) {
    int longest = tokens.stream().mapToInt(ids -> ids.length).max().orElse(0);
    long[] shape = {tokens.size(), longest};
    long[] ids = new long[tokens.size() * longest];
    long[] mask = new long[ids.length];
    for (int i = 0; i < tokens.size(); i++) {
      int length = tokens.get(i).length;
      System.arraycopy(tokens.get(i), 0, ids, i * longest, length);
      Arrays.fill(mask, i * longest, i * longest + length, 1);
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
      List<float[]> vectors = new ArrayList<>(tokens.size());
      for (int i = 0; i < tokens.size(); i++) {
        vectors.add(mean(states, i * longest, tokens.get(i).length, dim));
      }
      return vectors;
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed on %d texts of up to %d tokens".formatted(tokens.size(), longest),
          e);
    }
  }

  private static float[] mean(FloatBuffer states, int from, int length, int dim) {
    float[] sum = new float[dim];
    float[] state = new float[dim];
    for (int t = 0; t < length; t++) {
      states.get((from + t) * dim, state);
      for (int d = 0; d < dim; d++) {
        sum[d] += state[d];
      }
    }
    double squares = 0;
    for (float x : sum) {
      squares += x * x;
    }
    float factor = (float) (1 / Math.sqrt(squares));
    for (int d = 0; d < dim; d++) {
      sum[d] *= factor;
    }
    return sum;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close the model", e);
    }
  }
}
