package dev.headrace.runtime.internal;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A value that is computed at first need while others wait. A failure reaches all who wait and is forgotten. */
public final class Memo<T extends @Nullable Object> {
  private final String name;
  private final Callable<? extends T> build;

  private volatile @Nullable Done<T> done;

  // Guarded by this.
  private @Nullable CompletableFuture<Done<T>> building;
  private @Nullable Thread builder;
  private boolean closed;

  /** A box, as the value itself may be null. */
  private record Done<T extends @Nullable Object>(T value) {}

  public Memo(String name, Callable<? extends T> build) {
    this.name = name;
    this.build = build;
  }

  /** The value; throws what its computation threw, or an {@link InterruptedException}. */
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

  /** Forbids further computation and returns the value in a list, which is empty if there is none (or no more). */
  public synchronized List<T> close() {
    Done<T> last = closed ? null : done;
    closed = true;
    done = null;
    return last == null ? List.of() : Collections.singletonList(last.value());
  }

  private Done<T> compute() throws Throwable {
    CompletableFuture<Done<T>> mine = null;
    CompletableFuture<Done<T>> result;
    synchronized (this) {
      if (done != null) {
        return done;
      }
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      if (building == null) {
        mine = new CompletableFuture<>();
        building = mine;
        builder = Thread.currentThread();
      } else if (builder == Thread.currentThread()) {
        throw new IllegalStateException(name + " needs itself");
      }
      result = building;
    }
    if (mine != null) {
      build(mine);
    }
    try {
      return result.get(); // on a CPU thread its pool makes up for the wait
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private void build(CompletableFuture<Done<T>> mine) {
    Done<T> value = null;
    Throwable failure = null;
    try {
      value = new Done<>(build.call());
    } catch (Throwable e) {
      failure = e;
    }
    synchronized (this) {
      building = null;
      builder = null;
      if (value != null && closed) {
        failure = new IllegalStateException(name + " was closed while it was computed");
      } else {
        done = value;
      }
    }
    if (failure == null) {
      mine.complete(value);
    } else {
      if (value != null) {
        Closing.close(name, value.value());
      }
      mine.completeExceptionally(failure);
    }
  }
}
