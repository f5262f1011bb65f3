package dev.headrace.runtime.internal;

import dev.headrace.runtime.HeadraceException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps and constructors that wait for each other forever, or for themselves, as they call what needs an instance
 * that they have: a resource is stuck if all threads that it has or may have wait for what has to come from resources
 * that are stuck. One of the waits is given up then.
 */
public final class Deadlocks {
  private static final Set<WorkerThread> WAITING = new LinkedHashSet<>(); // guarded by itself
  private static final AtomicInteger CHANGING = new AtomicInteger(); // of those, what others change

  private Deadlocks() {}

  /** What a thread waits for. */
  public interface Wait {
    /** What is waited for, for messages. */
    String name();

    /** Whether it cannot end as long as these workers do nothing. */
    boolean isFor(Predicate<? super Workers<?>> workers);

    /** Whether other threads ask for more of what it is for, and tell so by {@link #changed}. */
    default boolean isChanging() {
      return false;
    }

    /** It would never end: fails what is waited for, so that it does. */
    void giveUp(HeadraceException failure);
  }

  /** This thread is about to wait; it {@link #leave}s after that. */
  public static void enter(Wait wait) {
    WorkerThread thread = WorkerThread.current();
    if (thread == null) {
      return;
    }
    synchronized (WAITING) {
      thread.wait = wait;
      CHANGING.addAndGet(wait.isChanging() ? 1 : 0);
      WAITING.add(thread);
    }
    check(thread);
    if (thread.isInUsersCode()) {
      var unused = wait.isFor(workers -> {
        workers.standIn();
        return false;
      });
    }
  }

  /** It has waited. */
  public static void leave() {
    WorkerThread thread = WorkerThread.current();
    if (thread != null) {
      synchronized (WAITING) {
        goesOn(thread);
      }
    }
  }

  private static void goesOn(WorkerThread thread) {
    CHANGING.addAndGet(thread.wait != null && thread.wait.isChanging() ? -1 : 0);
    thread.wait = null;
    thread.lent = null;
    WAITING.remove(thread);
  }

  /** What a thread waits for may need other workers from now on. */
  public static void changed() {
    if (CHANGING.get() > 0) {
      check(/* last= */ null);
    }
  }

  /** This thread stands aside until it {@link #leave}s: another has its instance. */
  static void lend(Lease<?> lease) {
    WorkerThread thread = WorkerThread.current();
    if (thread != null) {
      synchronized (WAITING) {
        thread.lent = lease;
        WAITING.add(thread);
      }
    }
  }

  /**
   * Gives up what would never end.
   *
   * @param last the thread that has just begun to wait, which is to blame then; null if something else has changed
   */
  static void check(@Nullable WorkerThread last) {
    while (true) {
      Wait endless;
      HeadraceException failure;
      synchronized (WAITING) {
        Set<WorkerThread> stuck = nested().isEmpty() ? Set.of() : stuck(null);
        WorkerThread victim = last != null && isNested(last) && stuck.contains(last)
            ? last
            : nested().stream()
                .filter(stuck::contains)
                .min(Comparator.comparingInt(thread -> stuck(thread).size()))
                .orElse(null);
        endless = victim == null ? null : victim.wait;
        if (victim == null || endless == null) {
          return;
        }
        failure = new HeadraceException(message(endless, victim.owner, stuck));
        goesOn(victim);
      }
      endless.giveUp(failure);
    }
  }

  /** Those whose users' code waits; others take leases of several instances at once, in one order. */
  private static List<WorkerThread> nested() {
    return WAITING.stream().filter(Deadlocks::isNested).toList();
  }

  private static boolean isNested(WorkerThread thread) {
    return thread.wait != null && thread.isInUsersCode();
  }

  /** The largest set of threads that wait only for each other; without one that is thought to go on. */
  private static Set<WorkerThread> stuck(@Nullable WorkerThread free) {
    Set<WorkerThread> stuck = new LinkedHashSet<>(WAITING);
    stuck.remove(free);
    boolean fewer = true;
    while (fewer) {
      Set<Workers<?>> full = full(stuck);
      fewer = stuck.removeIf(thread -> !waits(thread, stuck, full));
    }
    return stuck;
  }

  private static boolean waits(WorkerThread thread, Set<WorkerThread> stuck, Set<Workers<?>> full) {
    return thread.lent == null
        ? thread.wait != null && thread.wait.isFor(full::contains)
        : thread.lent.isHeldBy(stuck);
  }

  private static Set<Workers<?>> full(Set<WorkerThread> threads) {
    Map<Workers<?>, Integer> counts = new HashMap<>();
    threads.forEach(thread -> counts.merge(thread.owner, 1, Integer::sum));
    Set<Workers<?>> full = new HashSet<>();
    counts.forEach((workers, count) -> {
      if (workers.areAll(count)) {
        full.add(workers);
      }
    });
    return full;
  }

  private static String message(Wait wait, Workers<?> held, Set<WorkerThread> stuck) {
    Set<Workers<?>> full = full(stuck);
    StringBuilder needed = new StringBuilder();
    var unused = wait.isFor(workers -> {
      if (full.contains(workers) && needed.isEmpty()) {
        needed.append(workers == held ? "one itself" : workers.name());
      }
      return false;
    });
    return wait.name() + " is called on an instance of " + held.name() + " and needs " + needed
        + ", which would never be free: all that there may be wait for each other. Fix: a step, or a constructor, takes what"
        + " it needs as a parameter, or as a step (@Use), and does not call it";
  }
}
