package dev.headrace.runtime.daft;

import dev.headrace.runtime.BatchStep;
import dev.headrace.runtime.Chunk;
import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.ResourcePool;
import dev.headrace.runtime.arrow.ArrowException;
import dev.headrace.runtime.arrow.ArrowResult;
import dev.headrace.runtime.arrow.Codec;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one pipeline over Arrow columns. Generated, one class per pipeline, with a public constructor without
 * parameters; {@link Host} makes it when Python names it.
 *
 * @param <B> what calls share: inputs, resources and values built from them alone
 */
public abstract class DaftProgram<B extends AutoCloseable> {
  /** For generated classes. */
  protected DaftProgram() {}

  /**
   * Opens what calls share: once per process and set of settings. Expensive parts should wait until a call needs them.
   *
   * @param settings what was configured and bound, borrowed
   * @return what every {@link #call} with these settings gets; closed when it is no longer used
   * @throws Exception if it can't be opened; the next call tries again
   */
  protected abstract B open(Settings settings) throws Exception;

  /**
   * Runs a stage. May be called by many threads at once.
   *
   * @param stage its name
   * @param bound what calls share
   * @param in its columns, borrowed
   * @return the result, one row per row
   * @throws Exception whatever the stage throws
   */
  protected abstract ArrowResult call(String stage, B bound, Columns in) throws Exception;

  /**
   * Runs a stage, or a step of the row-by-row program: one whose name has a dot, before the step's own. What such a step
   * throws is a failure of that step.
   */
  final ArrowResult run(String stage, B bound, Columns in) throws Exception {
    int dot = stage.indexOf('.');
    return dot < 0 ? call(stage, bound, in) : runStep(stage, stage.substring(dot + 1), bound, in);
  }

  private ArrowResult runStep(String stage, String step, B bound, Columns in) throws Exception {
    try {
      return call(stage, bound, in);
    } catch (NodeException e) {
      throw e.row() == NodeException.BOUND || e.isNotBuilt() ? e : ofElement(e, in);
    } catch (HeadraceException | UnknownStageException e) {
      throw e;
    } catch (ArrowException e) {
      throw new NodeException(step, NodeException.BOUND, Results.unwritable(step, e));
    } catch (Exception e) {
      throw new NodeException(step, NodeException.BOUND, in.element(), e);
    }
  }

  /** The same failure of an element that is the only one of its call, and so has no number. */
  private static NodeException ofElement(NodeException e, Columns in) {
    Throwable cause = e.getCause();
    return cause == null
        ? new NodeException(e.node(), NodeException.BOUND, String.valueOf(e.getMessage()))
        : new NodeException(e.node(), NodeException.BOUND, in.element(), cause);
  }

  /**
   * Runs a chunk of calls on this thread and writes its results. The first failure in row order is thrown, unless the
   * caller wants them row by row.
   *
   * @param in the columns of the call
   * @param codec of the results
   * @param chunk the calls
   * @param <T> the type of the results
   * @return one row per call
   */
  protected static <T> ArrowResult write(Columns in, Codec<T> codec, Chunk<T> chunk) {
    in.refuseUnreadable(chunk);
    return in.isolated
        ? Outcomes.write(chunk.name(), codec, chunk.outcomes())
        : Results.write(chunk.name(), codec, chunk.column());
  }

  /**
   * Runs an entry without parameters, which gives the same for every row.
   *
   * @param in the columns of the call: only their length counts
   * @param codec of the results
   * @param chunk the one call
   * @param <T> the type of the results
   * @return one row per row
   */
  protected static <T> ArrowResult writeAll(Columns in, Codec<T> codec, Chunk<T> chunk) {
    return in.isolated
        ? Outcomes.write(
            chunk.name(), codec, Collections.nCopies(in.rows(), chunk.outcomes().get(0)))
        : Results.write(
            chunk.name(), codec, Collections.nCopies(in.rows(), chunk.column().get(0)));
  }

  /**
   * Runs a step of a resource on one element, for the row-by-row program.
   *
   * @param codec of its result
   * @param step the step
   * @param pool of its resource
   * @param values its arguments
   * @param <R> the resource
   * @param <T> the type of its result
   * @return one row
   */
  protected static <R, T> ArrowResult one(
      Codec<T> codec, BatchStep<R, T> step, ResourcePool<R> pool, @Nullable Object... values) {
    return codec.one(new SingleStep<>(step, pool, values).one());
  }

  /**
   * Runs a step of a resource on one element, for a value that the row-by-row program can't keep in a column.
   *
   * @param step the step
   * @param pool of its resource
   * @param values its arguments
   * @param <R> the resource
   * @param <T> the type of its result
   * @return the result
   */
  protected static <R, T> T value(
      BatchStep<R, T> step, ResourcePool<R> pool, @Nullable Object... values) {
    return new SingleStep<>(step, pool, values).one();
  }

  /**
   * A value of the row-by-row program that can't be a column: built once per row and kept while its row's neighbours
   * may ask for it.
   *
   * @param in the columns of the call
   * @param value the value's name
   * @param build builds it from those columns
   * @param <T> its type
   * @return the value
   */
  protected static <T> T opaque(Columns in, String value, Callable<? extends T> build) {
    return RowValues.get(in.row(), value, build);
  }

  /**
   * What to throw for a stage that isn't there.
   *
   * @param stage its name
   * @return an exception that says so
   */
  protected static IllegalArgumentException unknown(String stage) {
    return new UnknownStageException(stage);
  }

  private static final class UnknownStageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownStageException(String stage) {
      super("no stage '" + stage
          + "': the Python module and the Java classes are of different builds. "
          + "Fix: deploy both from one jar");
    }
  }
}
