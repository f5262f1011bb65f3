package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param health whether its instances stand
 */
@CheckReturnValue
public record ResourceSnapshot(
    String resource,
    int instances,
    int maxInFlight,
    int inFlight,
    int waiting,
    List<Step> steps,
    Health health) {

  public ResourceSnapshot {
    steps = List.copyOf(steps);
  }

  /**
   * All resources that are open in this JVM, each with its configurations apart: those that executors were built with and
   * that are not closed.
   */
  public static List<ResourceSnapshot> all() {
    return ResourcePool.snapshots();
  }

  /** How a resource stands. */
  public enum State {
    /** None of its instances has been needed yet, or the first is being built, or it has none of its own. */
    UNUSED,
    /** An instance stands. */
    READY,
    /** There is no instance, and the last attempt to build one failed: calls that need it fail. */
    FAILING
  }

  /**
   * Whether a resource's instances stand.
   *
   * @param state how it stands
   * @param cause why the last attempt to build an instance failed; null if it did not, or none was made. A resource that
   *     is {@link State#READY} with a cause goes on with fewer instances than it could have
   * @param retryIn how long calls that need an instance fail at once with the cause, before it is tried again; zero if the
   *     next call tries
   */
  public record Health(State state, @Nullable Throwable cause, Duration retryIn) {
    static final Health NONE = new Health(State.UNUSED, null, Duration.ZERO);
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
