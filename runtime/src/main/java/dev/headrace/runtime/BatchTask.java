package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cut;
import dev.headrace.runtime.internal.Lane;
import dev.headrace.runtime.internal.Request;
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
    extends Request<Held<R>> {
  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<BatchTask> MISSING =
      AtomicIntegerFieldUpdater.newUpdater(BatchTask.class, "missing");

  private final BatchStep<R, T> step;
  private final Runner<R> runner;
  private final Meter meter;
  private final Chunk<?> chunk;
  private final Axis axis;
  private final int[] elements; // positions on the axis
  private final List<?>[] columns; // of these elements
  private final List<T> results; // of the whole axis
  private volatile int missing;

  /** The task before it in the same stage of the chunk; of the thread that runs the stage. */
  @Nullable
  BatchTask<?, ?> before;

  /** What elements must have in common to share a batch. */
  record LaneKey(BatchStep<?, ?> step, @Nullable SharedKey shared) {}

  BatchTask(
      BatchStep<R, T> step,
      BatchStep.Here here,
      Runner<R> runner,
      Chunk<?> chunk,
      Axis axis,
      List<?>[] columns,
      List<T> results,
      BatchTasks tasks,
      int part) {
    super(
        tasks.key(part) == null ? here.lane() : new LaneKey(step, tasks.key(part)),
        here.limit(),
        tasks.groups()[part].length,
        tasks.costs(part),
        chunk.flow());
    this.step = step;
    this.runner = runner;
    this.meter = here.meter();
    this.chunk = chunk;
    this.axis = axis;
    this.elements = tasks.groups()[part];
    this.columns = elements.length == axis.size() ? columns : pick(columns, elements);
    this.results = results;
    this.missing = elements.length;
  }

  private static List<?>[] pick(List<?>[] columns, int[] elements) {
    List<?>[] picked = new List<?>[columns.length];
    for (int c = 0; c < columns.length; c++) {
      List<?> column = columns[c];
      picked[c] = new View<Object>(elements.length, i -> column.get(elements[i]));
    }
    return picked;
  }

  BatchStep<R, T> step() {
    return step;
  }

  Meter meter() {
    return meter;
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
    results.set(elements[i], value);
  }

  void failure(int i, Throwable cause) {
    chunk.fail(axis, elements[i], step.name(), cause);
  }

  /** A failure of the whole batch that no exception stands for. */
  void failure(int i, String message) {
    int row = axis.row(elements[i]);
    chunk.fail(row, new NodeException(step.name(), chunk.number(row), message));
  }

  /**
   * So many elements have their result or failure.
   *
   * @return the chunk if they were the last ones that it waited for, and its next stages are to be resumed
   */
  @Nullable
  StageLoop finished(int count) {
    return MISSING.addAndGet(this, -count) == 0 && chunk.batchDone() ? chunk : null;
  }

  @Override
  protected Runnable run(Held<R> held, Cut<Held<R>> cut) {
    return new BatchRun<>(step, held, cut).run();
  }

  @Override
  protected void abandon(int from, int to, @Nullable Throwable cause) {
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
    Lane<Held<R>> lane = new Lane<>(limit());
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
