package dev.headrace.runtime.daft;

import dev.headrace.runtime.BatchStep;
import dev.headrace.runtime.Chunk;
import dev.headrace.runtime.ResourcePool;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step on one element. */
final class SingleStep<R, T> extends Chunk<T> {
  private final BatchStep<R, T> step;
  private final ResourcePool<R> pool;
  private final List<?>[] columns;
  private List<T> results = List.of();

  SingleStep(BatchStep<R, T> step, ResourcePool<R> pool, @Nullable Object... values) {
    super(step.name(), true, 1);
    this.step = step;
    this.pool = pool;
    this.columns = Arrays.stream(values).map(Collections::singletonList).toArray(List<?>[]::new);
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
