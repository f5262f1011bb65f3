package dev.headrace.runtime.daft;

import dev.headrace.runtime.arrow.ArrowResult;
import dev.headrace.runtime.internal.Closing;
import org.jspecify.annotations.Nullable;

/** An open program: its stages, with what they share. Held by Python objects; thread-safe. */
public final class Session {
  final String key;
  final String bound;

  /** How many Python objects hold this. Guarded by the host. */
  int holders;

  /** Whether its bound input is gone. Guarded by the host. */
  boolean forgotten;

  private final Stages stages;
  private final AutoCloseable resources;
  private final ClassLoader loader;

  /** The stages of a program, with what they share applied. */
  private interface Stages {
    ArrowResult call(String stage, Columns in) throws Exception;
  }

  private Session(
      String key, String bound, Stages stages, AutoCloseable resources, ClassLoader loader) {
    this.key = key;
    this.bound = bound;
    this.stages = stages;
    this.resources = resources;
    this.loader = loader;
  }

  static <B extends AutoCloseable> Session open(
      String key, String bound, DaftProgram<B> program, Settings settings) throws Exception {
    ClassLoader loader = program.getClass().getClassLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      B shared = program.open(settings);
      return new Session(key, bound, (stage, in) -> program.run(stage, shared, in), shared, loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Calls a stage.
   *
   * @param stage its name
   * @param rows the number of rows of every column
   * @param addresses of the columns' {@code struct ArrowArray}s, borrowed
   * @return the result
   * @throws Exception whatever the stage throws
   */
  public ArrowResult call(String stage, int rows, long[] addresses) throws Exception {
    return run(stage, new Columns(rows, "", addresses, false));
  }

  /**
   * Calls a stage, and has a row that fails keep its failure to itself.
   *
   * @param stage its name
   * @param rows the number of rows of every column
   * @param addresses of the columns' {@code struct ArrowArray}s, borrowed
   * @return per row {@code struct<value, error>}, of which one is null
   * @throws Exception what concerns all rows
   */
  public ArrowResult callEach(String stage, int rows, long[] addresses) throws Exception {
    return run(stage, new Columns(rows, "", addresses, true));
  }

  /**
   * Calls a stage of the row-by-row program on one element.
   *
   * @param stage its name
   * @param row the key of the row it belongs to
   * @param addresses of the columns' {@code struct ArrowArray}s, borrowed; 0 for a column that is left out
   * @return the result; null if a column was left out that is needed
   * @throws Exception whatever the stage throws
   */
  public @Nullable ArrowResult one(String stage, String row, long[] addresses) throws Exception {
    try {
      return run(stage, new Columns(1, row, addresses, false));
    } catch (Columns.ColumnLeftOut e) {
      return null;
    }
  }

  private ArrowResult run(String stage, Columns in) throws Exception {
    Thread thread = Thread.currentThread();
    if (!loader.equals(thread.getContextClassLoader())) {
      // Python's threads come without one; libraries look their services up there
      thread.setContextClassLoader(loader);
    }
    return stages.call(stage, in);
  }

  void close() {
    Closing.close("a session", resources);
  }
}
