package dev.headrace.examples.search;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.headrace.runtime.Device;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A BERT-like model in ONNX Runtime: from the tokens of some texts to their last hidden states. */
public final class OnnxTransformer implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Takes the states of one text: {@code dim} numbers for each of its tokens, from {@code row * dim} on. */
  public interface States {
    void of(int text, FloatBuffer states, int row, int dim);
  }

  /**
   * Loads a model.
   *
   * @param graph the model, as ONNX
   * @param threads how many threads one call uses on the CPU
   */
  public OnnxTransformer(byte[] graph, Device device, int threads) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      if (device.isGpu()) {
        options.addCUDA(device.index());
      }
      session = environment.createSession(graph, options);
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

  /** Runs the model once over the tokens of several texts, all padded to the longest. */
  public void run(List<long[]> tokens, States states) {
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
      FloatBuffer buffer = hidden.getFloatBuffer();
      for (int i = 0; i < tokens.size(); i++) {
        states.of(i, buffer, i * longest, dim);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed on %d texts of up to %d tokens".formatted(tokens.size(), longest),
          e);
    }
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
