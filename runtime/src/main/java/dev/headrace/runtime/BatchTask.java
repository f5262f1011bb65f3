package dev.headrace.runtime;

import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Elements;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.View;
import dev.headrace.runtime.internal.Waiters;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a chunk that one batch step is asked for. Each gets its result or its failure once.
 *
 * @param <R> the type of the instances
 * @param <T> the type of the results
 */
final class BatchTask<R extends @Nullable Object, T extends @Nullable Object>
    extends Elements<Held<R>> implements StepRequest<R, T> {
  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<BatchTask> MISSING =
      AtomicIntegerFieldUpdater.newUpdater(BatchTask.class, "missing");

  private final BatchStep.Here<R, T> here;
  private final Runner<R> runner;
  private final Chunk<?> chunk;
  private final ElementGroup group;
  private final List<?>[] columns; // of these elements
  private final List<T> results; // of the whole axis
  private volatile int missing;

  /** The task before it in the same stage of the chunk; of the thread that runs the stage. */
  @Nullable
  BatchTask<?, ?> before;

  BatchTask(
      BatchStep.Here<R, T> here,
      Runner<R> runner,
      Chunk<?> chunk,
      ElementGroup group,
      List<?>[] columns,
      List<T> results) {
    super(group.elements().length);
    this.here = here;
    this.runner = runner;
    this.chunk = chunk;
    this.group = group;
    this.columns = size() == group.axis().size() ? columns : pick(columns, group.elements());
    this.results = results;
    this.missing = size();
  }

  @Override
  public Object lane() {
    BatchStep.LaneKey shared = group.lane();
    return shared == null ? here.lane() : shared;
  }

  @Override
  public Flow flow() {
    return chunk.flow();
  }

  @Override
  public int @Nullable [] costs() {
    return group.costs();
  }

  @Override
  public int size() {
    return group.elements().length;
  }

  private static List<?>[] pick(List<?>[] columns, int[] elements) {
    List<?>[] picked = new List<?>[columns.length];
    for (int c = 0; c < columns.length; c++) {
      List<?> column = columns[c];
      picked[c] = new View<Object>(elements.length, i -> column.get(elements[i]));
    }
    return picked;
  }

  @Override
  public BatchStep.Here<R, T> here() {
    return here;
  }

  @Override
  public int arguments() {
    return columns.length;
  }

  @Override
  public List<?> column(int argument) {
    return columns[argument];
  }

  @Override
  public @Nullable Object only(int argument) {
    return columns[argument].get(0);
  }

  void submit() {
    runner.submit(this);
  }

  /** Who has not done it yet. */
  Set<Party> needs() {
    return missing == 0 ? Set.of() : runner.needs();
  }

  void cancel() {
    runner.cancel(this);
  }

  /** Submitting it threw, wherever it got to: what was to run on this thread ends, as nobody else will run it. */
  void withdraw() {
    if (runner.instances() > 0) {
      cancel();
    } else if (missing > 0) {
      abandon(0, missing, null);
    }
  }

  @Override
  public boolean isGivenUp() {
    return chunk.isCancelled();
  }

  @Override
  public void result(int i, T value) {
    results.set(group.elements()[i], value);
  }

  @Override
  public void failure(int i, Throwable cause) {
    chunk.fail(group.axis(), group.elements()[i], here.step().name(), cause);
  }

  @Override
  public void failure(int i, String message) {
    int row = group.axis().row(group.elements()[i]);
    chunk.fail(row, new NodeException(here.step().name(), chunk.number(row), message));
  }

  @Override
  public boolean finished(int count, Waiters waiters) {
    boolean last = count == size();
    if (last) {
      MISSING.lazySet(this, 0);
    } else {
      last = MISSING.addAndGet(this, -count) == 0;
    }
    return last && chunk.batchDone(waiters);
  }

  @Override
  public void resume() {
    chunk.resume();
  }
}
