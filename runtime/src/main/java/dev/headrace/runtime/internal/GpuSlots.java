package dev.headrace.runtime.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which share of which GPU is taken. Fractions go to the fullest GPU that still has room, so that whole ones stay free;
 * several whole GPUs are taken together or not at all. Thread-safe.
 */
public final class GpuSlots {
  private static final int WHOLE = 1000; // thousandths, so that three thirds and ten tenths add up

  private final int[] taken;

  public GpuSlots(int count) {
    this.taken = new int[count];
  }

  public int count() {
    return taken.length;
  }

  /** Takes a fraction of one GPU or a whole number of GPUs; null if they are not free now. */
  public synchronized int @Nullable [] take(double gpus) {
    int[] found = gpus < 1 ? fullestWithRoom(share(gpus)) : free((int) gpus);
    if (found != null) {
      add(found, share(gpus));
    }
    return found;
  }

  /** The same, unless fewer of some other needs than now could be met after it. */
  public synchronized int @Nullable [] take(double gpus, List<Double> others) {
    int before = meetable(others);
    int[] found = take(gpus);
    if (found != null && meetable(others) < before) {
      release(found, gpus);
      return null;
    }
    return found;
  }

  /** Whether all of some needs could be met together if nothing were taken. */
  public boolean wouldHold(List<Double> needs) {
    return new GpuSlots(count()).meetable(needs) == needs.size();
  }

  /** How many of them could be met together, the largest first. */
  private int meetable(List<Double> needs) {
    int[] before = taken.clone();
    int met = 0;
    for (double need : needs.stream().sorted(Comparator.reverseOrder()).toList()) {
      met += take(need) == null ? 0 : 1;
    }
    System.arraycopy(before, 0, taken, 0, before.length);
    return met;
  }

  /** Gives back what {@link #take} gave. */
  public synchronized void release(int[] indices, double gpus) {
    add(indices, -share(gpus));
  }

  private static int share(double gpus) {
    return gpus < 1 ? Math.max(1, (int) (gpus * WHOLE)) : WHOLE;
  }

  private void add(int[] indices, int share) {
    for (int index : indices) {
      taken[index] += share;
    }
  }

  private int @Nullable [] fullestWithRoom(int share) {
    int best = -1;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] + share <= WHOLE && (best < 0 || taken[i] > taken[best])) {
        best = i;
      }
    }
    return best < 0 ? null : new int[] {best};
  }

  private int @Nullable [] free(int count) {
    int[] found = new int[count];
    int n = 0;
    for (int i = 0; i < taken.length && n < count; i++) {
      if (taken[i] == 0) {
        found[n++] = i;
      }
    }
    return n < count ? null : Arrays.copyOf(found, n);
  }
}
