package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row: its value, or why it has none.
 *
 * @param <T> the type of the value
 */
@CheckReturnValue
public sealed interface Outcome<T extends @Nullable Object> {
  /**
   * The value, or throws the failure.
   *
   * @return the value; null where the entry's result may be null
   * @throws HeadraceException the failure
   */
  T orThrow();

  /** Whether this is a {@link Failure}. */
  boolean isFailure();

  /**
   * A row that has its value.
   *
   * @param <T> the type of the value
   * @param value the value; null where the entry's result may be null
   */
  record Value<T extends @Nullable Object>(T value) implements Outcome<T> {
    @Override
    public T orThrow() {
      return value;
    }

    @Override
    public boolean isFailure() {
      return false;
    }
  }

  /**
   * A row that failed.
   *
   * @param <T> the type of the value that it does not have
   * @param failure why
   */
  record Failure<T extends @Nullable Object>(HeadraceException failure) implements Outcome<T> {
    @Override
    public T orThrow() {
      throw failure;
    }

    @Override
    public boolean isFailure() {
      return true;
    }
  }
}
