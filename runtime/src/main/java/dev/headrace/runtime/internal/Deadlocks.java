package dev.headrace.runtime.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps and constructors that would wait forever, as they wait for calls that only their own instances could run,
 * or those of steps that wait in the same way. It is looked for whenever one begins to wait, and now and then, as what a
 * call needs changes while it runs.
 *
 * <p>Workers do nothing more if there can be no more threads of them, and each thread that there is waits for a call to
 * which such workers have not done their part, for the lease of such an instance, or for the return of a lease that such a
 * thread holds. As a thread is known to wait until after it has gone on, and a call has had its part before the thread
 * that did it waits again, who can go on is never taken for one who cannot.
 */
public final class Deadlocks {
  private static final long LOOK = 50; // milliseconds
  private static final Map<Workers.WorkerThread, Supplier<? extends Set<? extends Party>>> WAITING =
      new LinkedHashMap<>(); // and for whom; guarded by itself

  private Deadlocks() {}

  /** Whom one may wait for: workers, any of whose threads will do, or one of these threads. */
  public sealed interface Party permits Workers, Workers.WorkerThread {}

  /** Waits for a call. */
  public interface Wait {
    /** Waits for so many milliseconds at most; whether it has ended. */
    boolean await(long millis) throws InterruptedException;
  }

  /**
   * Waits for a call on a worker's thread.
   *
   * @param needs those that have not done their part yet, of what the call needs by now
   * @return null, or why it would never end
   */
  public static @Nullable String await(Supplier<? extends Set<? extends Party>> needs, Wait wait)
      throws InterruptedException {
    enter(needs);
    try {
      String why;
      do {
        why = refusal((Workers.WorkerThread) Thread.currentThread());
      } while (why == null && !wait.await(LOOK));
      return why;
    } finally {
      leave();
    }
  }

  /** This thread waits for these from now on, if it is a worker's, without looking whether it does so forever. */
  public static void enter(Supplier<? extends Set<? extends Party>> needs) {
    Workers.WorkerThread thread = Workers.thread();
    if (thread != null) {
      synchronized (WAITING) {
        WAITING.put(thread, needs);
      }
    }
  }

  /** It has waited. */
  public static void leave() {
    Workers.WorkerThread thread = Workers.thread();
    if (thread != null) {
      synchronized (WAITING) {
        WAITING.remove(thread);
      }
    }
  }

  /** Null, or why the thread waits forever; it counts as one that goes on from then on. */
  private static @Nullable String refusal(Workers.WorkerThread thread) {
    synchronized (WAITING) {
      Map<Workers.WorkerThread, Set<Party>> stuck = new HashMap<>();
      WAITING.forEach((waiting, needs) -> stuck.put(waiting, new HashSet<>(needs.get())));
      boolean fewer = true;
      while (fewer) {
        Set<Party> idle = idle(stuck.keySet());
        stuck.values().forEach(needs -> needs.retainAll(idle));
        fewer = stuck.values().removeIf(Set::isEmpty);
      }
      Set<Party> endless = stuck.get(thread);
      if (endless == null) {
        return null;
      }
      WAITING.remove(thread);
      return refusal(thread.owner, (Workers<?>) endless.iterator().next());
    }
  }

  /** These threads, and the workers that do nothing as long as they wait. */
  private static Set<Party> idle(Set<Workers.WorkerThread> stuck) {
    Map<Workers<?>, Integer> threads = new HashMap<>();
    stuck.forEach(thread -> threads.merge(thread.owner, 1, Integer::sum));
    Set<Party> idle = new HashSet<>(threads.keySet());
    while (idle.removeIf(party -> party instanceof Workers<?> workers
        && !workers.areIdle(threads.getOrDefault(party, 0), idle))) {}
    idle.addAll(stuck);
    return idle;
  }

  /** Why a step of some workers does not wait for what needs these. */
  public static String refusal(Workers<?> own, Workers<?> needed) {
    String name = needed.name();
    String waits = own == needed && own.most() == 1
        ? "the only instance of " + name + " calls what needs " + name
            + ", and would wait for itself forever"
        : "an instance of " + own.name() + " calls what needs " + name
            + ", and would wait forever, as all instances of it wait for such calls";
    return "a step or constructor on " + waits
        + ". Fix: take what is needed as a parameter, or as a step (@Use)";
  }
}
