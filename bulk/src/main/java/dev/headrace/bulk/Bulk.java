package dev.headrace.bulk;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.runtime.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A durable run of an entry over an input: in order, in bounded memory, and with a checkpoint every few seconds, so that
 * a run that was stopped, killed or cut from power goes on where it was when it is started again.
 *
 * <pre>{@code
 * BulkReport report = Bulk.of(
 *         search::rankingOutcomes,
 *         JsonLines.from(Path.of("queries.jsonl"), Query.class),
 *         JsonLines.to(Path.of("rankings.jsonl")),
 *         Path.of("rankings.checkpoint"))
 *     .configuration("minilm")
 *     .stopOnShutdown()
 *     .run();
 * }</pre>
 *
 * <p>In the output is each row exactly once, in the order of the input, except the failed ones. Those go with their cause
 * to {@code failures.jsonl} in the checkpoint's directory. Rows after the last checkpoint are computed again when the run
 * resumes: what steps do besides (a call of a paid service) can happen twice for them.
 *
 * <p>A failure that is not the row's own, such as a missing configuration or a bound value that fails, ends the run, and
 * so do {@link #maxFailuresInARow} failures without a success between them: those rows are not counted as done.
 *
 * @param <A> the type of the input's rows
 * @param <T> the type of the entry's results
 * @param <O> the type of the output's rows
 */
public final class Bulk<A, T extends @Nullable Object, O extends @Nullable Object> {
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  final Function<? super Stream<A>, ? extends Stream<Outcome<T>>> entry;
  final Source<A> source;
  final BiFunction<? super A, ? super T, ? extends O> row;
  final Sink<O> sink;
  final Path directory;
  Disk disk = Disk.REAL;
  LongSupplier clock = System::nanoTime;
  long checkpointEveryNanos = 10_000_000_000L;
  String configuration = "";
  int maxFailuresInARow = 1_000;
  BooleanSupplier stop = () -> false;
  boolean stopOnShutdown;
  BulkListener listener = progress -> {};

  private Bulk(
      Function<? super Stream<A>, ? extends Stream<Outcome<T>>> entry,
      Source<A> source,
      BiFunction<? super A, ? super T, ? extends O> row,
      Sink<O> sink,
      Path directory) {
    this.entry = entry;
    this.source = source;
    this.row = row;
    this.sink = sink;
    this.directory = directory;
  }

  /**
   * A run that writes the entry's results.
   *
   * @param entry the executor's method over a stream: {@code executor::rankingOutcomes}
   * @param source the input
   * @param sink the output
   * @param directory where the checkpoint and the failed rows are kept; made if need be
   */
  @CheckReturnValue
  public static <A, T extends @Nullable Object> Bulk<A, T, T> of(
      Function<? super Stream<A>, ? extends Stream<Outcome<T>>> entry,
      Source<A> source,
      Sink<T> sink,
      Path directory) {
    return of(entry, source, (argument, result) -> result, sink, directory);
  }

  /**
   * A run that writes rows made of the input's row and the result.
   *
   * @param entry the executor's method over a stream: {@code executor::rankingOutcomes}
   * @param source the input
   * @param row makes a row of the output
   * @param sink the output
   * @param directory where the checkpoint and the failed rows are kept; made if need be
   */
  @CheckReturnValue
  public static <A, T extends @Nullable Object, O extends @Nullable Object> Bulk<A, T, O> of(
      Function<? super Stream<A>, ? extends Stream<Outcome<T>>> entry,
      Source<A> source,
      BiFunction<? super A, ? super T, ? extends O> row,
      Sink<O> sink,
      Path directory) {
    return new Bulk<>(entry, source, row, sink, directory);
  }

  /**
   * Runs it as {@link #of(Function, Source, Sink, Path) of(…)}{@code .run()} does.
   *
   * @param entry the executor's method over a stream: {@code executor::rankingOutcomes}
   * @param source the input
   * @param sink the output
   * @param directory where the checkpoint and the failed rows are kept; made if need be
   * @return what was done
   * @throws BulkException if the run is refused or given up
   * @throws IOException if reading or writing fails; the run can be resumed
   */
  @CanIgnoreReturnValue
  public static <A, T extends @Nullable Object> BulkReport run(
      Function<? super Stream<A>, ? extends Stream<Outcome<T>>> entry,
      Source<A> source,
      Sink<T> sink,
      Path directory)
      throws IOException {
    return of(entry, source, sink, directory).run();
  }

  /**
   * Sets how often the run commits: how much is computed again after a crash, and for Parquet how large the files are.
   *
   * @param interval the time between checkpoints, from 0 for one after each row; 10 seconds if it is not set
   */
  @CanIgnoreReturnValue
  public Bulk<A, T, O> checkpointEvery(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("checkpointEvery must not be negative: " + interval);
    }
    this.checkpointEveryNanos =
        interval.compareTo(FOREVER) < 0 ? interval.toNanos() : Long.MAX_VALUE;
    return this;
  }

  /**
   * Says what the results depend on besides the input: the model, its version, a prompt. A run is not resumed with
   * another one, as half of its rows would not fit the other half.
   *
   * @param configuration any text
   */
  @CanIgnoreReturnValue
  public Bulk<A, T, O> configuration(String configuration) {
    this.configuration = configuration;
    return this;
  }

  /**
   * Sets how many rows may fail one after the other. One more, and the run ends with the last failure, as the cause is
   * hardly in the rows.
   *
   * @param rows a number of rows, at least 1; 1,000 if it is not set
   */
  @CanIgnoreReturnValue
  public Bulk<A, T, O> maxFailuresInARow(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("maxFailuresInARow must be at least 1, not " + rows);
    }
    this.maxFailuresInARow = rows;
    return this;
  }

  /**
   * Asks between rows whether to stop. Then nothing more is read, what is under way is finished and committed, and the
   * run returns.
   *
   * @param stop whether to stop
   */
  @CanIgnoreReturnValue
  public Bulk<A, T, O> stopWhen(BooleanSupplier stop) {
    this.stop = stop;
    return this;
  }

  /**
   * Stops in the same way when the JVM is told to end (Ctrl-C, SIGTERM), which waits until the run has committed. Where the
   * run itself ends the JVM, as a listener or a step may, it ends as if it were killed.
   */
  @CanIgnoreReturnValue
  public Bulk<A, T, O> stopOnShutdown() {
    this.stopOnShutdown = true;
    return this;
  }

  /**
   * Sets who hears how far the run is.
   *
   * @param listener the listener
   */
  @CanIgnoreReturnValue
  public Bulk<A, T, O> listener(BulkListener listener) {
    this.listener = listener;
    return this;
  }

  /**
   * Runs from the beginning or, if the directory has a checkpoint, from there. A run that is complete is left as it is.
   * An interrupt ends it at once, without a last checkpoint.
   *
   * @return what was done
   * @throws BulkException if the run is refused (the output is there already; the input, the output or the configuration
   *     is not that of the checkpoint; another run uses the directory) or given up
   * @throws IOException if reading or writing fails; the run can be resumed
   */
  @CanIgnoreReturnValue
  public BulkReport run() throws IOException {
    try (CheckpointDirectory checkpoints = CheckpointDirectory.open(directory, disk)) {
      BulkRun<A, T, O> run = new BulkRun<>(this, checkpoints);
      if (!stopOnShutdown) {
        return run.run(stop);
      }
      try (ShutdownStop shutdown = ShutdownStop.register()) {
        return run.run(() -> shutdown.isRequested() || stop.getAsBoolean());
      }
    }
  }
}
