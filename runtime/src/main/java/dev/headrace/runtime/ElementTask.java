package dev.headrace.runtime;

/** What runs once per element of an axis. */
@FunctionalInterface
public interface ElementTask {
  /**
   * Runs on one element.
   *
   * @param element its position on the axis
   * @throws Exception anything; it fails the element's row and no other
   */
  void run(int element) throws Exception;
}
