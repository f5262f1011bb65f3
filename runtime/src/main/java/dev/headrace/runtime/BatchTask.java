package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.Cut;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Lane;
import dev.headrace.runtime.internal.Elements;
import dev.headrace.runtime.internal.View;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a chunk that one batch step is asked for. Each gets its result or its failure once.
 *
 * @param <R> the type of the instances
 * @param <T> the type of the results
 */
final class BatchTask<R extends @Nullable Object, T extends @Nullable Object>
    extends Elements<Held<R>> {
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

  /** What elements must have in common to share a batch. */
  record LaneKey(BatchStep<?, ?> step, @Nullable SharedKey shared) {}

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
    LaneKey shared = group.lane();
    return shared == null ? here.lane() : shared;
  }

  @Override
  public BatchLimit limit() {
    return here.limit();
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

  Meter meter() {
    return here.meter();
  }

  List<?>[] columns() {
    return columns;
  }

  void submit() {
    runner.submit(this);
  }

  void cancel() {
    runner.cancel(this);
  }

  void result(int i, T value) {
    results.set(group.elements()[i], value);
  }

  void failure(int i, Throwable cause) {
    chunk.fail(group.axis(), group.elements()[i], here.step().name(), cause);
  }

  /** A failure of the whole batch that no exception stands for. */
  void failure(int i, String message) {
    int row = group.axis().row(group.elements()[i]);
    chunk.fail(row, new NodeException(here.step().name(), chunk.number(row), message));
  }

  /**
   * So many elements have their result or failure.
   *
   * @return the chunk if they were the last ones that it waited for, and its next stages are to be resumed
   */
  @Nullable
  StageLoop finished(int count) {
    boolean last = count == size() || MISSING.addAndGet(this, -count) == 0;
    return last && chunk.batchDone() ? chunk : null;
  }

  @Override
  public Runnable run(Held<R> held, Cut<Held<R>> cut) {
    return new BatchRun<>(here.step(), held, cut).run();
  }

  @Override
  public void abandon(int from, int to, @Nullable Throwable cause) {
    for (int i = from; cause != null && i < to; i++) {
      failure(i, cause);
    }
    StageLoop next = finished(to - from);
    if (next != null) {
      StageLoop.resume(List.of(next));
    }
  }

  /** Runs all of it on this thread. */
  void runHere(Held<R> held) {
    arrivalNanos(System.nanoTime());
    Lane<Held<R>> lane = new Lane<>(here.limit());
    lane.add(this);
    while (lane.elements() > 0) {
      lane.cut(System.nanoTime()).run(held).run();
    }
  }

  /** Fails all of it. */
  void refuse(Throwable cause) {
    abandon(0, size(), cause);
  }
}
