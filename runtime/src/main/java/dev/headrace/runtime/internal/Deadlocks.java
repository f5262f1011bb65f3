package dev.headrace.runtime.internal;

import dev.headrace.runtime.internal.Workers.WorkerThread;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps, constructors and bound values that would wait forever, as they wait for calls that only their own instances
 * could run, or that need what they are about to make, or for those that wait in the same way. It is looked for whenever one
 * begins to wait, and now and then, as what a call needs changes while it runs.
 *
 * <p>Workers do nothing more if there can be no more threads of them, and each thread that there is waits for a call to
 * which such workers have not done their part, for the lease of such an instance, or for the return of a lease that such a
 * thread holds; or for a value that such a thread computes, or for a call a stage of which it runs. As a thread is known to
 * wait until after it has gone on, and a call has had its part before the thread that did it waits again, who can go on is
 * never taken for one who cannot.
 */
public final class Deadlocks {
  private static final long LOOK = 50; // milliseconds
  private static final Map<Thread, Supplier<Set<Party>>> WAITING =
      new LinkedHashMap<>(); // and for whom; guarded by itself
  private static final Map<Thread, String> MAKERS = new ConcurrentHashMap<>(); // and of what

  private Deadlocks() {}

  /** Whom one may wait for: workers, any of whose threads will do, or one thread. */
  public sealed interface Party permits Workers, OneThread {}

  /** One thread, whichever it is. */
  public record OneThread(Thread thread) implements Party {
    /** Nobody if there is no thread. */
    public static Set<Party> orNobody(@Nullable Thread thread) {
      return thread == null ? Set.of() : Set.of(new OneThread(thread));
    }
  }

  /** Waits for a call. */
  public interface Wait {
    /** Waits for so many milliseconds at most; whether it has ended. */
    boolean await(long millis) throws InterruptedException;
  }

  /** This thread computes a value from now on; returns what {@link #made} is to be told. */
  static @Nullable String makes(String value) {
    return MAKERS.put(Thread.currentThread(), value);
  }

  /** It has computed it; {@code outer} is what it had been computing before. */
  static void made(@Nullable String outer) {
    if (outer == null) {
      MAKERS.remove(Thread.currentThread());
    } else {
      MAKERS.put(Thread.currentThread(), outer);
    }
  }

  /** Whether others wait for what this thread does, so that it must not wait but by {@link #await}. */
  public static boolean isNeeded() {
    Thread thread = Thread.currentThread();
    return thread instanceof WorkerThread || !MAKERS.isEmpty() && MAKERS.containsKey(thread);
  }

  /**
   * Waits for a call on a thread that {@link #isNeeded}.
   *
   * @param needs those that have not done their part yet, of what the call needs by now
   * @return null, or why it would never end
   */
  public static @Nullable String await(Supplier<Set<Party>> needs, Wait wait)
      throws InterruptedException {
    try {
      String why;
      do {
        enter(needs);
        why = refusal();
      } while (why == null && !wait.await(LOOK));
      return why;
    } finally {
      leave();
    }
  }

  /** The same for the call's future, which has ended if null is returned. */
  public static @Nullable String await(Supplier<Set<Party>> needs, Future<?> future)
      throws InterruptedException {
    return await(needs, millis -> {
      try {
        var unused = future.get(millis, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException | CancellationException e) {
        return true;
      }
    });
  }

  /**
   * What a future gives, or throws what it failed with, or an {@link InterruptedException}; without looking whether that is
   * waited for forever.
   *
   * @param whom who completes it
   */
  static <T extends @Nullable Object> T get(CompletableFuture<T> future, Party whom)
      throws Throwable {
    try {
      enter(() -> future.isDone() ? Set.of() : Set.of(whom));
      return future.get(); // on a CPU thread its pool makes up for the wait
    } catch (ExecutionException e) {
      throw e.getCause();
    } finally {
      leave();
    }
  }

  /** This thread waits for these from now on, without looking whether it does so forever. */
  static void enter(Supplier<Set<Party>> needs) {
    synchronized (WAITING) {
      WAITING.put(Thread.currentThread(), needs);
    }
  }

  /** It has waited. */
  static void leave() {
    synchronized (WAITING) {
      WAITING.remove(Thread.currentThread());
    }
  }

  /** Null, or why this thread waits forever; it counts as one that goes on from then on. */
  private static @Nullable String refusal() {
    synchronized (WAITING) {
      Map<Thread, Set<Party>> stuck = new HashMap<>();
      WAITING.forEach((waiting, needs) -> stuck.put(waiting, new HashSet<>(needs.get())));
      boolean fewer = true;
      while (fewer) {
        Set<Party> idle = idle(stuck.keySet());
        stuck.values().forEach(needs -> needs.retainAll(idle));
        fewer = stuck.values().removeIf(Set::isEmpty);
      }
      Thread thread = Thread.currentThread();
      Set<Party> endless = stuck.get(thread);
      if (endless == null) {
        return null;
      }
      WAITING.remove(thread);
      return refusal(thread, endless.iterator().next(), stuck);
    }
  }

  /** These threads, and the workers that do nothing as long as they wait. */
  private static Set<Party> idle(Set<Thread> stuck) {
    Map<Workers<?>, Integer> threads = new HashMap<>();
    Set<Party> idle = new HashSet<>();
    for (Thread thread : stuck) {
      idle.add(new OneThread(thread));
      if (thread instanceof WorkerThread worker) {
        threads.merge(worker.owner, 1, Integer::sum);
      }
    }
    idle.addAll(threads.keySet());
    while (idle.removeIf(party -> party instanceof Workers<?> workers
        && !workers.areIdle(threads.getOrDefault(party, 0), idle))) {}
    return idle;
  }

  /** What one waits for where it waits for these. */
  private static String name(Party party, Map<Thread, Set<Party>> stuck) {
    if (party instanceof Workers<?> workers) {
      return workers.name();
    }
    Thread thread = ((OneThread) party).thread();
    String value = MAKERS.get(thread);
    if (value != null) {
      return value;
    }
    return thread instanceof WorkerThread worker
        ? worker.owner.name()
        : name(stuck.getOrDefault(thread, Set.of()).iterator().next(), stuck);
  }

  private static String refusal(Thread thread, Party needed, Map<Thread, Set<Party>> stuck) {
    String value = MAKERS.get(thread);
    if (value == null
        && thread instanceof WorkerThread worker
        && needed instanceof Workers<?> workers) {
      return refusal(worker.owner, workers);
    }
    String name = name(needed, stuck);
    return name.equals(value)
        ? refusal(name)
        : refusal(
            value == null
                ? "on an instance of " + name(new OneThread(thread), stuck)
                : "that makes " + value,
            name,
            "forever, as that waits for it in turn");
  }

  /** Why a step of some workers does not wait for what needs these. */
  public static String refusal(Workers<?> own, Workers<?> needed) {
    String name = needed.name();
    return own == needed && own.most() == 1
        ? refusal("on the only instance of " + name, name, "for itself forever")
        : refusal(
            "on an instance of " + own.name(),
            name,
            "forever, as all instances of it wait for such calls");
  }

  /** Why what makes a value does not wait for it. */
  static String refusal(String value) {
    return refusal("that makes " + value, value, "for itself forever");
  }

  private static String refusal(String which, String needed, String howLong) {
    return "a step or constructor " + which + " calls what needs " + needed + ", and would wait "
        + howLong + ". Fix: take what is needed as a parameter, or as a step (@Use)";
  }
}
