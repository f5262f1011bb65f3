package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Hears of instances and batches, for metrics and tests. Called on the threads that do the work, so it should be
 * quick; what it throws is logged and otherwise ignored. The same is recorded as the JFR events {@code
 * dev.headrace.Batch} and {@code dev.headrace.Instance}.
 *
 * @see Listeners
 * @see ResourceSnapshot
 */
public interface PipelineListener {
  /**
   * An instance was built.
   *
   * @param resource the resource
   * @param device where it runs
   */
  default void instanceCreated(String resource, Device device) {}

  /**
   * An instance was closed.
   *
   * @param resource the resource
   * @param device where it ran
   */
  default void instanceClosed(String resource, Device device) {}

  /**
   * A batch step was called once. A batch that fails and is split counts once for each call.
   *
   * @param node the step
   * @param size the number of elements
   * @param waitNanos how long the oldest element waited for the call
   * @param runNanos how long the call took
   * @param device where it ran
   * @param failure what it threw, or null
   */
  default void batch(
      String node,
      int size,
      long waitNanos,
      long runNanos,
      Device device,
      @Nullable Throwable failure) {}
}
