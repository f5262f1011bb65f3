package dev.headrace.runtime;

/**
 * Recognizes failures that say a batch was too large, beside {@link BatchTooLargeException}. Implementations are found
 * by {@link java.util.ServiceLoader}, in the class loader of this interface; they are asked in any order, by many
 * threads.
 *
 * <p>Known without any: what ONNX Runtime, PyTorch and CUDA say when memory runs out, on the device or on the host.
 */
@FunctionalInterface
public interface BatchTooLargeSign {
  /**
   * Whether a smaller batch might do.
   *
   * @param failure what a step threw, or one of its causes
   */
  boolean isTooLarge(Throwable failure);
}
