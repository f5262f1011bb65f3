package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import com.google.errorprone.annotations.ThreadSafe;
import dev.headrace.runtime.internal.Closing;
import dev.headrace.runtime.internal.Ending;
import dev.headrace.runtime.internal.Memo;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A bound value: computed at first need, then shared by all calls. Whoever comes meanwhile waits; a failed computation
 * reaches those who wait and is forgotten, so that the next call tries again. Thread-safe.
 *
 * @param <T> the type of the value
 */
@ThreadSafe
public final class Once<T extends @Nullable Object> implements AutoCloseable {
  private final String name;

  @SuppressWarnings("ThreadSafe") // a Memo is thread-safe itself
  private final Memo<T> memo;

  @SuppressWarnings("ThreadSafe") // so is this
  private final Ending ending = new Ending();

  private Once(String name, Callable<? extends T> build) {
    this.name = name;
    this.memo = new Memo<>(name, build, () -> new ClosedException(name));
  }

  /**
   * A value that is not computed yet.
   *
   * @param name the step whose value it is
   * @param build computes it
   */
  @CheckReturnValue
  public static <T extends @Nullable Object> Once<T> of(String name, Callable<? extends T> build) {
    return new Once<>(name, build);
  }

  /**
   * The value, computed now if need be.
   *
   * @throws NodeException if the computation fails; other {@link HeadraceException}s of the computation come through as
   *     they are
   */
  public T get() {
    try {
      return memo.get();
    } catch (NodeException e) {
      throw e.row() == NodeException.BOUND
          ? e
          : NodeException.ofBound(e); // it has no rows but its own
    } catch (HeadraceException e) {
      throw e;
    } catch (Throwable e) {
      throw new NodeException(name, NodeException.BOUND, null, e);
    }
  }

  /**
   * Gives the value instead of its computation.
   *
   * @param value the value
   * @throws IllegalStateException if there is a value, or it is being computed
   */
  public void provide(T value) {
    if (!memo.provide(value)) {
      throw new IllegalStateException(name + " has a value already, or is closed");
    }
  }

  /** Whether the value is there. */
  @CheckReturnValue
  public boolean isDone() {
    return memo.isDone();
  }

  /**
   * Closes the value if it is there and {@link AutoCloseable}; from now on {@link #get} fails. Further calls wait for the
   * first.
   */
  @Override
  public void close() {
    ending.close(() -> memo.close().forEach(value -> Closing.close(name, value)));
  }

  /**
   * Closes several, the last first: later values may use earlier ones.
   *
   * @param values in the order in which they depend on each other
   */
  public static void closeAll(Once<?>... values) {
    for (int i = values.length - 1; i >= 0; i--) {
      values[i].close();
    }
  }
}
