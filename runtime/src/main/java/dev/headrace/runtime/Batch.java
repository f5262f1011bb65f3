package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call of a batch step. They are numbered like the columns given to {@link Chunk#batch}. Valid
 * during the call only.
 */
@CheckReturnValue
public interface Batch {
  /** How many elements there are; at least 1. */
  int size();

  /**
   * An argument of every element, in order; unmodifiable.
   *
   * @param argument its position
   * @param <A> its type, which the caller knows
   */
  <A extends @Nullable Object> List<A> column(int argument);

  /**
   * An argument that is the same for all elements.
   *
   * @param argument its position
   * @param <A> its type, which the caller knows
   */
  <A extends @Nullable Object> A shared(int argument);

  /**
   * An argument of the only element of a batch of one.
   *
   * @param argument its position
   * @param <A> its type, which the caller knows
   * @throws IllegalStateException if there are more elements
   */
  <A extends @Nullable Object> A only(int argument);
}
