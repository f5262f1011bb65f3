package dev.headrace.runtime.internal;

/**
 * Decides what a free instance does next; a pure function of what waits and of the time.
 *
 * <p>Work-conserving: a free instance takes what is there, up to the limit, and of several lanes the one whose flow has
 * had the least. It waits only if the lane's step wants its elements to wait for company, or right after a batch, while
 * those who were in it are coming back (see {@link Returns}). What came first goes first within a flow.
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

    /** What the flow of the next element has had; the least goes first. */
    double tag();

    /** How long to wait for those who are coming back; 0 for not at all. */
    long patience(long now);
  }

  /**
   * What to do: cut a batch from the lane at {@code lane}, or, where that is negative, wait.
   *
   * @param waitNanos how long to wait at most; {@code Long.MAX_VALUE} until something arrives
   */
  public record Decision(int lane, long waitNanos) {
    static final Decision IDLE = new Decision(-1, Long.MAX_VALUE);
    private static final Decision FIRST = new Decision(0, 0); // mostly there is no other lane

    boolean isCut() {
      return lane >= 0;
    }
  }

  /** Decides for one free instance; of equal lanes the first has its turn. */
  public static Decision decide(Iterable<? extends Waiting> lanes, long now) {
    long wait = Long.MAX_VALUE;
    int best = -1;
    double least = 0;
    int i = 0;
    for (Waiting lane : lanes) {
      double tag = lane.tag();
      if (best < 0 || tag < least) {
        long remaining = remaining(lane, now);
        if (remaining <= 0) {
          best = i;
          least = tag;
        } else {
          wait = Math.min(wait, remaining);
        }
      }
      i++;
    }
    if (best == 0) {
      return Decision.FIRST;
    }
    return best > 0
        ? new Decision(best, 0)
        : wait == Long.MAX_VALUE ? Decision.IDLE : new Decision(-1, wait);
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

  /** How long until somebody has waited long enough for company; {@code Long.MAX_VALUE} if nobody waits for that. */
  public static long lingering(Iterable<? extends Waiting> lanes, long now) {
    long least = Long.MAX_VALUE;
    for (Waiting lane : lanes) {
      long remaining = lane.delayNanos() == 0 || !lane.hasRest() ? 0 : remainingDelay(lane, now);
      least = remaining > 0 ? Math.min(least, remaining) : least;
    }
    return least;
  }

  private static long remaining(Waiting lane, long now) {
    if (lane.fullBatches() > 0) {
      return 0;
    }
    return lane.delayNanos() == 0 ? lane.patience(now) : remainingDelay(lane, now);
  }

  private static long remainingDelay(Waiting lane, long now) {
    return lane.delayNanos() - (now - lane.oldestNanos());
  }
}
