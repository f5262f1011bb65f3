package dev.headrace.runtime.internal;

/**
 * Decides what a free instance does next; a pure function of what waits and of the time.
 *
 * <p>Greedy and work-conserving: a free instance takes what is there, up to the limit, unless the lane asks it to wait
 * for company. Lanes take turns, so that one long lane does not hold up the others; within a lane the oldest come
 * first.
 */
public final class BatchPolicy {
  private BatchPolicy() {}

  /** What the policy sees of a lane; it is never empty. */
  public interface Waiting {
    /** How many full batches they make, as far as that can be told without cutting them. */
    int fullBatches();

    /** Whether they make another one besides. */
    boolean hasRest();

    /** How long the oldest element waits for company. */
    long delayNanos();

    /** When the oldest element arrived. */
    long oldestNanos();
  }

  /**
   * What to do: cut a batch from the lane at {@code lane}, or, where that is negative, wait.
   *
   * @param waitNanos how long to wait at most; {@code Long.MAX_VALUE} until something arrives
   */
  public record Decision(int lane, long waitNanos) {
    static Decision cut(int lane) {
      return new Decision(lane, 0);
    }

    static Decision await(long nanos) {
      return new Decision(-1, nanos);
    }

    boolean isCut() {
      return lane >= 0;
    }
  }

  /** Decides for one free instance; {@code lanes} come in the order of their turns. */
  public static Decision decide(Iterable<? extends Waiting> lanes, long now) {
    long wait = Long.MAX_VALUE;
    int i = 0;
    for (Waiting lane : lanes) {
      long remaining = remaining(lane, now);
      if (remaining <= 0) {
        return Decision.cut(i);
      }
      wait = Math.min(wait, remaining);
      i++;
    }
    return Decision.await(wait);
  }

  /** How many batches could start now, counted no further than {@code enough}. */
  public static int ready(Iterable<? extends Waiting> lanes, long now, int enough) {
    int ready = 0;
    for (Waiting lane : lanes) {
      int full = lane.fullBatches();
      boolean rest = lane.hasRest() && (lane.delayNanos() == 0 || remainingDelay(lane, now) <= 0);
      ready += full + (rest ? 1 : 0);
      if (ready >= enough) {
        return enough;
      }
    }
    return ready;
  }

  private static long remaining(Waiting lane, long now) {
    return lane.delayNanos() == 0 || lane.fullBatches() > 0 ? 0 : remainingDelay(lane, now);
  }

  private static long remainingDelay(Waiting lane, long now) {
    return lane.delayNanos() - (now - lane.oldestNanos());
  }
}
