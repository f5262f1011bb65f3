package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.runtime.InstanceBuilder.NotBuilt;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Slots;
import dev.headrace.runtime.internal.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some calls of one entry, run together: flat columns, loops over them, and batches. Generated classes extend it.
 *
 * <p>A chunk runs in stages. A stage submits batches and runs loops meanwhile; the next begins when all of its batches
 * have ended. A failure concerns one row: its first failure stands, its elements are skipped from then on, and the
 * other rows go on. A chunk is used once, and its protected methods only from its own stages.
 *
 * @param <T> the type of the entry's result
 */
public abstract class Chunk<T extends @Nullable Object> extends ChunkColumns {
  private static final Flow ALONE = Flow.ofCalls(); // all that no executor started, such as Daft's

  private final String entry;
  private final boolean nullable;
  private @Nullable Descriptions descriptions; // guarded by this
  private boolean rowsDescribed; // guarded by this
  private Flow flow = ALONE;
  private volatile @Nullable List<T> results; // set once all stages have ended
  private volatile @Nullable Throwable
      untold; // of a stage: no memory, or no stack, to tell the rows
  private String node;
  private int firstRow;

  /**
   * A chunk that has not run.
   *
   * @param entry the entry's name, for failures
   * @param nullable whether its result may be null; otherwise a row whose result is null fails
   * @param rows how many calls
   */
  protected Chunk(String entry, boolean nullable, int rows) {
    super(rows);
    this.entry = entry;
    this.nullable = nullable;
    this.node = entry;
  }

  /**
   * Runs a stage.
   *
   * @param stage its number, from 0
   * @return false if there is no such stage
   * @throws Exception anything; it fails every row that has not failed yet
   */
  protected abstract boolean stage(int stage) throws Exception;

  /** Whether the first stage only asks for batches that run on other threads, so that any thread may run it. */
  protected boolean startsHere() {
    return false;
  }

  /** Describes the columns of the rows, before the first failure is told. */
  protected void describeRows() {}

  /** One result per row, after the last stage. */
  protected abstract List<T> results();

  /**
   * Opens an axis over a column of lists. A list that cannot be read fails its row.
   *
   * @param name the name of the value that holds the lists
   * @param parent the axis of the column
   * @param containers per element a collection, an array, an {@code Optional}, or null
   */
  @CheckReturnValue
  protected final Axis open(String name, Axis parent, List<?> containers) {
    int[] sizes = new int[parent.size()];
    each(parent, p -> sizes[p] = Lists.size(Lists.view(containers.get(p))));
    return Axis.open(name, parent, sizes);
  }

  /**
   * The elements of the lists that an axis was opened over, or of others in lockstep with them. A list that cannot be read
   * fails its row.
   *
   * @param axis the axis
   * @param containers the column of lists
   */
  @CheckReturnValue
  protected final <A extends @Nullable Object> List<A> elements(Axis axis, List<?> containers) {
    Axis parent = axis.parent();
    if (parent == null) {
      throw new IllegalArgumentException("rows are in no list");
    }
    List<A> flat = column(axis);
    each(parent, p -> axis.flatten(p, Lists.<A>view(containers.get(p)), flat));
    return flat;
  }

  /**
   * Requires that more lists have the lengths of those that an axis was opened over; rows where they don't fail.
   *
   * @param axis the axis
   * @param name the name of the value that holds the lists
   * @param containers the column of lists
   */
  protected final void lockstep(Axis axis, String name, List<?> containers) {
    Axis parent = axis.parent();
    each(name, parent == null ? rows() : parent, p -> {
      List<?> list = Lists.view(containers.get(p));
      int row = parent == null ? p : parent.row(p);
      String difference = Lists.difference(
          name, Lists.size(list), axis.name(), axis.isNull(p) ? -1 : axis.length(p), number(row));
      if (difference != null) {
        fail(row, new NodeException(name, number(row), difference));
      }
    });
  }

  /**
   * Runs a loop over the elements of rows that have not failed. Until {@link #at} says otherwise, failures name the
   * entry.
   *
   * @param axis the axis
   * @param task what to do with each; what it throws fails the element's row
   */
  protected final void each(Axis axis, ElementTask task) {
    each(entry, axis, task);
  }

  /**
   * Runs a loop over the elements of rows that have not failed.
   *
   * @param node the step that failures name until {@link #at} says otherwise
   * @param axis the axis
   * @param task what to do with each; what it throws fails the element's row
   */
  protected final void each(String node, Axis axis, ElementTask task) {
    for (int i = 0; i < axis.size() && !isCancelled(); i++) {
      if (failed(axis, i)) {
        continue;
      }
      this.node = node;
      try {
        task.run(i);
      } catch (Throwable e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        fail(axis, i, this.node, e);
      }
    }
  }

  /**
   * Names the step that comes next, for failures.
   *
   * @param node its name
   */
  protected final void at(String node) {
    this.node = node;
  }

  /**
   * Asks a batch step for the elements of rows that have not failed. An element that is null in a column that may not
   * be is not sent; its result is null.
   *
   * @param step the step
   * @param pool the instances it runs on
   * @param axis the axis of the columns
   * @param columns its arguments, shared ones included
   * @return the results, which are there in the next stage
   */
  @CheckReturnValue
  protected final <R extends @Nullable Object, A extends @Nullable Object> List<A> batch(
      BatchStep<R, A> step, ResourcePool<R> pool, Axis axis, List<?>... columns) {
    for (List<?> column : columns) {
      if (column.size() != axis.size()) {
        throw new IllegalArgumentException(step + ": a column of " + column.size() + " on " + axis);
      }
    }
    if (pool.runsElsewhere()) {
      asks();
    }
    List<A> batchResults = column(axis);
    List<ElementGroup> groups = ElementGroup.of(step, this, axis, columns);
    for (int i = 0; i < groups.size(); i++) {
      Runner<R> runner = pool.runner();
      submit(new BatchTask<>(step.on(runner), runner, this, groups.get(i), columns, batchResults));
    }
    return batchResults;
  }

  /**
   * Requires that no value of a column is null; rows with one that is fail with a {@link NullResultException}.
   *
   * @param name the name of the value
   * @param axis the axis of the column
   * @param column the column
   * @return the same column
   */
  protected final <A extends @Nullable Object> List<A> required(
      String name, Axis axis, List<A> column) {
    for (int i = 0; i < axis.size(); i++) {
      if (column.get(i) == null && !failed(axis, i)) {
        fail(axis.row(i), nullAt(name, null, axis, i));
      }
    }
    return column;
  }

  /**
   * Tells which component a row's result, a record, cannot be made without. The row fails, unless its result may be null.
   *
   * @param row the row
   * @param component the first of them that is null
   */
  protected final void lacks(int row, String component) {
    if (!nullable) {
      fail(row, nullAt(entry, component, rows(), row));
    }
  }

  /**
   * Has failures of an axis, and of those within it, name the values of a column: {@code query = Query[id=7]}.
   *
   * @param name the name of the value
   * @param axis the axis of the column
   * @param column the column
   */
  protected final void describe(String name, Axis axis, List<?> column) {
    synchronized (this) {
      descriptions = new Descriptions(name, axis, column, descriptions);
    }
  }

  /**
   * Runs all stages on the calling thread and waits for their batches; nothing happens if it has run. An interrupt
   * fails the rows that have no result yet.
   */
  public final void run() {
    if (begins()) {
      try {
        runHere();
      } catch (InterruptedException e) {
        failRows(new HeadraceException("interrupted while waiting for " + entry, e));
        cancel();
        Thread.currentThread().interrupt();
      } catch (Throwable e) { // no memory, or no stack, to wait
        cancel();
        throw e;
      }
      end();
    } else if (results == null) {
      throw new IllegalStateException(entry + " is running");
    }
  }

  /**
   * All results, in the order of the rows; runs the chunk if need be.
   *
   * @throws HeadraceException the failure of the first row that failed
   */
  @CheckReturnValue
  public final List<T> column() {
    run();
    for (int row = 0; row < size(); row++) {
      var unused = result(row);
    }
    return ended();
  }

  /** The name of its entry or value, for failures. */
  public final String name() {
    return entry;
  }

  /**
   * Fails a row before the chunk runs, as what it is to be called with could not be read.
   *
   * @param row its position
   * @param failure why
   */
  public final void refuse(int row, NodeException failure) {
    fail(row, failure);
  }

  /**
   * The result of a chunk of one row; runs it if need be.
   *
   * @throws HeadraceException the failure of the row
   */
  public final T one() {
    if (size() != 1) {
      throw new IllegalStateException(entry + " has " + size() + " rows");
    }
    run();
    return asked(0);
  }

  /** What became of each row, in order; runs the chunk if need be. */
  @CheckReturnValue
  public final List<Outcome<T>> outcomes() {
    run();
    List<Outcome<T>> outcomes = new ArrayList<>(size());
    for (int row = 0; row < size(); row++) {
      outcomes.add(outcome(row));
    }
    return outcomes;
  }

  /** What became of a row of a chunk that has ended. */
  final Outcome<T> outcome(int row) {
    HeadraceException failure = failure(row);
    return failure == null ? new Outcome.Value<>(ended().get(row)) : new Outcome.Failure<>(failure);
  }

  /** The result of a row of a chunk that has ended, or throws its failure. */
  final T result(int row) {
    HeadraceException failure = failure(row);
    if (failure != null) {
      throw failure;
    }
    return ended().get(row);
  }

  /** The same for the thread that has asked for it. */
  private T asked(int row) {
    try {
      return result(row);
    } catch (HeadraceException e) {
      throw e.thrownHere();
    }
  }

  /** The results of a chunk that has ended; asking for one of a row that failed throws its failure. */
  final List<T> delivered() {
    for (int row = 0; row < size(); row++) {
      if (failure(row) != null) {
        return new View<>(size(), this::asked);
      }
    }
    return ended();
  }

  /** Runs all stages without waiting; {@code whom} is told at the end, when {@link #outcomes} has them. */
  final void start(End whom) {
    if (!begins()) {
      throw new IllegalStateException(entry + " runs only once");
    }
    try {
      if (startsHere()) {
        runFirstHere(whom);
      } else {
        runElsewhere(whom);
      }
    } catch (Throwable e) { // no memory, or no stack: what is under way ends, and tells so
      cancel();
      throw e;
    }
  }

  /** Fails what has no result yet, and begins nothing more. Whoever waits for it does so no longer. */
  @Override
  final void giveUp(HeadraceException failure) {
    failRows(failure);
    cancel();
    release();
  }

  /** Shares resources as one of these; set before it starts. */
  final void flow(Flow shared) {
    flow = shared;
  }

  final Flow flow() {
    return flow;
  }

  /** Numbers the rows in failures from here. */
  final void startAt(int firstRow) {
    this.firstRow = firstRow;
  }

  final int number(int row) {
    return firstRow + row < 0 ? Integer.MAX_VALUE : firstRow + row;
  }

  @Override
  final boolean runStage(int number) {
    node = entry;
    try {
      return stage(number);
    } catch (Throwable e) {
      try {
        for (int row = 0; row < size(); row++) {
          failAtLeast(row, e);
        }
      } catch (Throwable again) {
        untold = e;
      }
      return false;
    }
  }

  /** Fails a row, and be it without saying where and why, as a broken exception can keep that from being said. */
  private void failAtLeast(int row, Throwable cause) {
    try {
      fail(rows(), row, node, cause);
    } catch (Throwable e) {
      fail(row, new HeadraceException(node + " failed, and so did telling how"));
    }
  }

  /** Fails an element's row; what already names its place is kept as it is. */
  final void fail(Axis axis, int element, String node, Throwable cause) {
    int row = axis.row(element);
    if (cause instanceof ConfigurationException
        || cause instanceof ClosedException
        || cause instanceof NodeException && ((NodeException) cause).row() == NodeException.BOUND) {
      fail(row, (HeadraceException) cause);
    } else if (failed(row) == null) {
      String described = Descriptions.of(descriptions(), axis, element);
      fail(
          row,
          cause instanceof NotBuilt
              ? new NodeException(
                  node,
                  number(row),
                  described,
                  String.valueOf(cause.getMessage()),
                  cause.getCause())
              : new NodeException(node, number(row), described, cause));
    }
  }

  private synchronized @Nullable Descriptions descriptions() {
    if (!rowsDescribed) {
      rowsDescribed = true;
      describeRows();
    }
    return descriptions;
  }

  private void failRows(HeadraceException failure) {
    for (int row = 0; row < size(); row++) {
      fail(row, failure);
    }
  }

  @Override
  final void end() {
    List<T> last = null;
    try {
      if (!isCancelled() && untold == null && !allFailed()) {
        last = results();
        if (last.size() != size()) {
          failRows(new HeadraceException(
              entry + " gave " + last.size() + " results for " + size() + " rows"));
        }
      }
    } catch (Throwable e) {
      failRows(new NodeException(entry, NodeException.BOUND, null, e));
    }
    results = last == null || last.size() != size() ? Slots.column(size()) : last;
  }

  private boolean allFailed() {
    for (int row = 0; row < size(); row++) {
      if (failed(row) == null) {
        return false;
      }
    }
    return size() > 0;
  }

  /** The failure of a row whose result is null; null if it may be. */
  final @Nullable HeadraceException nullResult(int row) {
    return nullable ? null : nullAt(entry, null, rows(), row);
  }

  private NullResultException nullAt(
      String name, @Nullable String component, Axis axis, int element) {
    String described = Descriptions.of(descriptions(), axis, element);
    return new NullResultException(name, component, number(axis.row(element)), described);
  }

  private @Nullable HeadraceException failure(int row) {
    HeadraceException failure = failed(row);
    Throwable stage = untold;
    if (failure == null && stage != null) {
      return new HeadraceException(entry + " failed", stage);
    }
    return failure == null && ended().get(row) == null ? nullResult(row) : failure;
  }

  private List<T> ended() {
    List<T> last = results;
    if (last == null) {
      throw new IllegalStateException(entry + " is running");
    }
    return last;
  }
}
