package dev.headrace.examples.bench;

import dev.headrace.StatefulResource;
import dev.headrace.examples.search.ModelFiles;
import dev.headrace.examples.search.OnnxTransformer;
import dev.headrace.runtime.Device;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The real model of the benchmark, on the CPU: the quantized all-MiniLM-L6-v2, 384 dimensions.
 *
 * <p>An instance is used by one thread at a time.
 */
@StatefulResource(maxConcurrency = 2)
public final class MiniLm implements AutoCloseable {
  static final String NAME = "all-minilm-l6-v2-q";
  static final int MAX_TOKENS = 256;

  private final OnnxTransformer model;

  /**
   * Loads the model.
   *
   * @param threads how many threads one call uses
   */
  public MiniLm(int threads) {
    model = new OnnxTransformer(ModelFiles.graph(NAME), Device.cpu(), threads);
  }

  /** The vector of each text, of length 1: the mean of its tokens' states. All are padded to the longest. */
  public List<float[]> encode(List<long[]> tokens) {
    List<float[]> vectors = new ArrayList<>(tokens.size());
    model.run(
        tokens, (i, states, row, dim) -> vectors.add(mean(states, row, tokens.get(i).length, dim)));
    return vectors;
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
    model.close();
  }
}
