package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A step over a single element.
 *
 * @param <R> the type of the resource
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface SingleFunction<R extends @Nullable Object, T extends @Nullable Object> {
  /**
   * Computes the result of one element.
   *
   * @param resource the instance to use
   * @param batch the element: a batch of one, see {@link Batch#only}
   * @throws Exception anything; the element fails with it
   */
  T apply(R resource, Batch batch) throws Exception;
}
