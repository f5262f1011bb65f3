package dev.headrace.runtime.internal;

import dev.headrace.runtime.internal.Deadlocks.OneThread;
import dev.headrace.runtime.internal.Deadlocks.Party;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is computed at first need while others wait. A failure reaches all who wait and is forgotten; if the thread
 * that computes it is interrupted, that concerns nobody else: one of them computes it then.
 */
public final class Memo<T extends @Nullable Object> {
  private final String name;
  private final Callable<? extends T> build;
  private final Supplier<? extends RuntimeException> whenClosed;

  private volatile @Nullable Done<T> done;

  // Guarded by this.
  private @Nullable CompletableFuture<@Nullable Done<T>> building;
  private @Nullable Thread builder;
  private boolean closed;

  /** A box, as the value itself may be null. */
  private record Done<T extends @Nullable Object>(T value) {}

  /**
   * A value that is not computed yet.
   *
   * @param name what it is called
   * @param build computes it
   * @param whenClosed what is thrown where it is asked for once it is closed
   */
  public Memo(
      String name, Callable<? extends T> build, Supplier<? extends RuntimeException> whenClosed) {
    this.name = name;
    this.build = build;
    this.whenClosed = whenClosed;
  }

  /** The value; throws what its computation threw, or an {@link InterruptedException}, and the thread stays interrupted. */
  public T get() throws Throwable {
    Done<T> ready = done;
    return ready == null ? compute().value() : ready.value();
  }

  /** Sets the value; false if there is one or it is being computed. */
  public synchronized boolean provide(T value) {
    if (done != null || building != null || closed) {
      return false;
    }
    done = new Done<>(value);
    return true;
  }

  public boolean isDone() {
    return done != null;
  }

  /** Who computes it now. */
  public synchronized Set<Party> makers() {
    return OneThread.orNobody(builder);
  }

  /** Forbids further computation and returns the value in a list, which is empty if there is none (or no more). */
  public synchronized List<T> close() {
    Done<T> last = closed ? null : done;
    closed = true;
    done = null;
    return last == null ? List.of() : Collections.singletonList(last.value());
  }

  private Done<T> compute() throws Throwable {
    while (true) {
      CompletableFuture<@Nullable Done<T>> turn;
      Thread maker;
      boolean mine = false;
      synchronized (this) {
        if (done != null) {
          return done;
        }
        if (closed) {
          throw whenClosed.get();
        }
        if (building == null || builder == null) {
          building = new CompletableFuture<>();
          builder = Thread.currentThread();
          mine = true;
        } else if (builder == Thread.currentThread()) {
          throw new IllegalStateException(Deadlocks.refusal(name));
        }
        turn = building;
        maker = builder;
      }
      Done<T> found = mine ? build(turn) : await(turn, maker);
      if (found != null) {
        return found;
      }
    }
  }

  /** What another thread computes; null if it was interrupted, so that someone else has to. */
  private static <D> @Nullable D await(CompletableFuture<@Nullable D> turn, Thread maker)
      throws Throwable {
    try {
      return Deadlocks.get(turn, new OneThread(maker));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    }
  }

  private Done<T> build(CompletableFuture<@Nullable Done<T>> turn) throws Throwable {
    Done<T> value = null;
    Throwable failure = null;
    String outer = Deadlocks.makes(name);
    try {
      value = new Done<>(build.call());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } catch (Throwable e) {
      failure = e;
    } finally {
      Deadlocks.made(outer);
    }
    boolean interrupted = failure != null && Thread.currentThread().isInterrupted();
    synchronized (this) {
      building = null;
      builder = null;
      if (value != null && closed) {
        failure = whenClosed.get();
      } else {
        done = value;
      }
    }
    if (failure == null) {
      turn.complete(value);
      return Objects.requireNonNull(value);
    } else if (value != null) {
      Closing.close(name, value.value());
    }
    if (interrupted) {
      turn.complete(null);
    } else {
      turn.completeExceptionally(failure);
    }
    throw failure;
  }
}
