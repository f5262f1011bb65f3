package dev.headrace.runtime;

/** What an element adds to the cost of a batch: its length in tokens, its pixels. */
@FunctionalInterface
public interface CostFunction {
  /**
   * Computes the cost of one element. Called once for each, on the thread that asks for it.
   *
   * @param element the element: a batch of one, see {@link Batch#only}
   * @return at least 0
   * @throws Exception anything; the element fails with it
   */
  int of(Batch element) throws Exception;
}
