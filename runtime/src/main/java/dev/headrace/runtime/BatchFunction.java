package dev.headrace.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step over a whole batch.
 *
 * @param <R> the type of the resource
 * @param <T> the type of the results
 */
@FunctionalInterface
public interface BatchFunction<R extends @Nullable Object, T extends @Nullable Object> {
  /**
   * Computes one result per element.
   *
   * @param resource the instance to use
   * @param batch the elements
   * @return as many results as there are elements, in order
   * @throws Exception anything; the batch is split or fails, as its step says
   * @throws BatchTooLargeException if a smaller batch might do
   */
  List<T> apply(R resource, Batch batch) throws Exception;
}
