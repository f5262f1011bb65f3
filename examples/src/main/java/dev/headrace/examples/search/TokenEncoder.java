package dev.headrace.examples.search;

import dev.headrace.StatefulResource;
import dev.headrace.runtime.Device;
import java.util.List;

/**
 * The model: built once per worker from its configuration, never copied into the data.
 *
 * <p>An instance is used by one thread at a time.
 */
@StatefulResource(gpus = 1, maxConcurrency = 2)
public final class TokenEncoder implements AutoCloseable {
  /** The quantized all-MiniLM-L6-v2: 384 dimensions, 23 MB. */
  public static final String MINILM = "minilm";

  /**
   * Vectors drawn from the words alone: no file, and equal to the last bit in any batch. For tests.
   */
  public static final String HASH = "hash";

  /**
   * {@link #HASH} with a simulated cost of 5 ms per call and 0.2 ms per text: shows what batching
   * saves.
   */
  public static final String SLOW_HASH = "slow-hash";

  private final TextModel model;

  /**
   * Loads a model.
   *
   * @param modelName {@link #MINILM}, {@link #HASH}, {@link #SLOW_HASH}, or any {@code x} for which
   *     {@code x.onnx} and {@code x-tokenizer.json} are on the class path
   * @param device where to run it
   * @throws IllegalArgumentException if there is no such model
   */
  public TokenEncoder(String modelName, Device device) {
    model = switch (modelName) {
      case MINILM -> new OnnxModel("all-minilm-l6-v2-q", device);
      case HASH -> new HashModel();
      case SLOW_HASH -> new SimulatedCost(new HashModel());
      default -> new OnnxModel(modelName, device);
    };
  }

  /** Encodes {@code texts} in one go; one encoding for each, in order. */
  public List<Encoding> encode(List<String> texts) {
    return model.encode(texts);
  }

  @Override
  public void close() {
    model.close();
  }
}
