package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Duration;
import java.util.List;

/**
 * What a resource does at this moment, and what its steps have done since it was opened. The figures are read one after
 * the other while work goes on, so they need not fit each other exactly.
 *
 * @param resource its name; several joined by {@code +} for steps that use them together, {@code none} for steps without
 * @param instances how many are built
 * @param maxInFlight how many batches can run at a time: instances times the calls that each takes; 0 for any number
 * @param inFlight how many batches run
 * @param waiting how many elements wait for an instance
 * @param steps its steps, by name
 */
@CheckReturnValue
public record ResourceSnapshot(
    String resource, int instances, int maxInFlight, int inFlight, int waiting, List<Step> steps) {

  public ResourceSnapshot {
    steps = List.copyOf(steps);
  }

  /** All resources that are open in this JVM, each with its configurations apart. */
  public static List<ResourceSnapshot> all() {
    return ResourcePool.snapshots();
  }

  /**
   * What a step has done on a resource.
   *
   * @param node the step
   * @param maxBatchSize the largest batch
   * @param batches how often it was called
   * @param elements with how many elements in all
   * @param failures how many of the calls threw
   * @param waited how long the oldest element of each batch waited, in all
   * @param ran how long the calls took, in all
   */
  public record Step(
      String node,
      int maxBatchSize,
      long batches,
      long elements,
      long failures,
      Duration waited,
      Duration ran) {

    /** The mean size of a batch as a part of the largest: 1 is full; 0 before the first. */
    public double meanFill() {
      return batches == 0 ? 0 : (double) elements / batches / maxBatchSize;
    }
  }
}
