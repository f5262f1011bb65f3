package dev.headrace.runtime;

/**
 * Builds instances of a resource.
 *
 * @param <R> the type of the instances
 */
@FunctionalInterface
public interface ResourceFactory<R> {
  /**
   * Builds one; called on the thread that will use it.
   *
   * @param device where it is to run
   * @return the instance, which is closed at the end if it is {@link AutoCloseable}
   * @throws Exception anything; the elements that wait fail with it, and the next request tries again
   */
  R create(Device device) throws Exception;
}
