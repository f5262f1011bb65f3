package dev.headrace.runtime;

import java.util.List;

/** A chunk whose entry is one batch step over its rows, and perhaps more columns. */
final class StepChunk<R, T> extends Chunk<T> {
  private final BatchStep<R, T> step;
  private final ResourcePool<R> pool;
  private final List<?>[] columns;
  private List<T> results;

  StepChunk(BatchStep<R, T> step, ResourcePool<R> pool, List<?>... columns) {
    super(step.name(), false, columns[0].size());
    this.step = step;
    this.pool = pool;
    this.columns = columns;
    describe("x", rows(), columns[0]);
  }

  @Override
  protected boolean stage(int stage) {
    if (stage > 0) {
      return false;
    }
    results = batch(step, pool, rows(), columns);
    return true;
  }

  @Override
  protected List<T> results() {
    return results;
  }
}
