package dev.headrace.bulk;

import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.Outcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One start of a bulk run, from its checkpoint to the end of the input or to a stop. */
final class BulkRun<A, T extends @Nullable Object, O extends @Nullable Object> {
  private static final System.Logger LOG = System.getLogger("dev.headrace");
  private static final long TELL_EVERY = 500_000_000;

  private final Bulk<A, T, O> bulk;
  private final CheckpointDirectory checkpoints;
  private final JsonLinesSink<FailedRow> failedRows;
  private final long start;
  private long lastCheckpoint;
  private long lastTold;

  // What is done, and what of it is committed: not the failures since the last success, which may
  // be no fault of the rows.
  private long rows;
  private long failed;
  private long position;
  private int failuresInARow;
  private @Nullable Checkpoint sure; // what was done before those failures; null if there are none
  private long end = -1;
  private final Checkpoint resumed;
  private Checkpoint committed;

  BulkRun(Bulk<A, T, O> bulk, CheckpointDirectory checkpoints) throws IOException {
    this.bulk = bulk;
    this.checkpoints = checkpoints;
    Path failures = bulk.directory.resolve("failures.jsonl");
    this.failedRows = new JsonLinesSink<>(failures, bulk.disk);
    this.start = bulk.clock.getAsLong();
    this.lastCheckpoint = start;
    this.lastTold = start;
    this.committed = begin();
    this.resumed = committed;
    this.rows = committed.rows();
    this.failed = committed.failed();
    this.position = committed.position();
  }

  /** The checkpoint to go on from; a new run leaves one before it touches the output. */
  private Checkpoint begin() throws IOException {
    Identity now = new Identity(
        Identity.FORMAT,
        bulk.source.fingerprint(),
        bulk.sink.fingerprint(),
        failedRows.fingerprint(),
        bulk.configuration);
    Checkpoint last = checkpoints.load();
    if (last == null) {
      bulk.sink.claim();
      failedRows.claim();
      last = Checkpoint.none(now);
      checkpoints.save(last);
      try {
        bulk.sink.begin();
      } catch (FileAlreadyExistsException e) {
        checkpoints.discard(); // or this would go on with the output of another run
        throw e;
      }
    }
    List<String> differences = last.identity().differences(now);
    if (!differences.isEmpty()) {
      throw new BulkException(
          "this is not the run that " + bulk.directory + " has a checkpoint of:\n"
              + String.join("\n", differences)
              + "\nFix: put back what has changed, or remove the directory and the output to begin anew.");
    }
    return last;
  }

  BulkReport run(BooleanSupplier stop) throws IOException {
    if (!committed.complete()) {
      end = bulk.source.end();
      tell();
      try (Source.Reader<A> reader = bulk.source.open(position);
          Sink.Writer<O> output = bulk.sink.open(committed.output());
          JsonLinesSink.Lines<FailedRow> failures = failedRows.open(committed.failures())) {
        boolean complete;
        try {
          complete = pump(new RowQueue<>(reader, stop), output, failures);
        } catch (HeadraceException e) {
          keep(output, failures, e);
          throw e;
        } catch (RowQueue.InputFailure e) {
          keep(output, failures, e.cause());
          throw e.cause();
        }
        commit(output, failures, complete);
      }
    }
    if (committed.complete()) {
      bulk.sink.publish(committed.output());
      failedRows.publish(committed.failures());
    }
    tell();
    return new BulkReport(
        committed.complete(), committed.rows(), committed.failed(), resumed.rows(), elapsed());
  }

  /** Takes rows through the entry and writes what comes out; false if it was stopped. */
  private boolean pump(
      RowQueue<A> queue, Sink.Writer<O> output, JsonLinesSink.Lines<FailedRow> failures)
      throws IOException {
    while (!queue.isExhausted()) {
      try (var outcomes = bulk.entry.apply(queue.values())) {
        var iterator = outcomes.iterator();
        while (iterator.hasNext()) {
          Outcome<T> outcome = iterator.next();
          unreadable(queue, failures);
          RowQueue.Waiting<A> row = queue.poll();
          if (row == null) {
            throw new BulkException("the entry gave more results than it was given rows");
          }
          done(row, outcome, output, failures);
          checkpoint(output, failures);
        }
      }
      unreadable(queue, failures);
      checkpoint(output, failures);
      if (queue.isUnfinished()) {
        throw new BulkException("the entry gave fewer results than it was given rows");
      }
    }
    return !queue.isStopped();
  }

  private void unreadable(RowQueue<A> queue, JsonLinesSink.Lines<FailedRow> failures)
      throws IOException {
    for (RowQueue.Waiting<A> first = queue.unreadable();
        first != null;
        first = queue.unreadable()) {
      Exception why = first.row().unreadable();
      String text = first.row().text();
      if (why != null) {
        failed(first, FailedRow.unreadable(rows, text, why), why, failures);
      }
    }
  }

  private void done(
      RowQueue.Waiting<A> row,
      Outcome<T> outcome,
      Sink.Writer<O> output,
      JsonLinesSink.Lines<FailedRow> failures)
      throws IOException {
    A argument = row.argument();
    if (outcome instanceof Outcome.Failure<T> failure) {
      HeadraceException why = failure.failure();
      if (!RowFailure.is(why)) {
        throw why;
      }
      failed(row, FailedRow.failed(rows, argument, why), why, failures);
      return;
    }
    RuntimeException unwritten = write(argument, outcome.orThrow(), output);
    if (unwritten != null) {
      failed(row, FailedRow.unwritten(rows, argument, unwritten), unwritten, failures);
      return;
    }
    rows++;
    position = row.end();
    failuresInARow = 0;
    sure = null;
  }

  /** Writes a row; what it returns is the fault of that row, and nothing is written then. */
  private @Nullable RuntimeException write(A argument, T result, Sink.Writer<O> output)
      throws IOException {
    O made;
    try {
      made = bulk.row.apply(argument, result);
    } catch (RuntimeException e) {
      if (e instanceof HeadraceException why && !RowFailure.is(why)) {
        throw e;
      }
      return e;
    }
    try {
      output.write(made);
    } catch (IllegalArgumentException e) {
      return e;
    }
    return null;
  }

  private void failed(
      RowQueue.Waiting<A> row,
      FailedRow line,
      Exception why,
      JsonLinesSink.Lines<FailedRow> failures)
      throws IOException {
    if (failuresInARow == 0) {
      sure = done(Sink.NOTHING, failures.written(), false);
    }
    if (++failuresInARow > bulk.maxFailuresInARow) {
      throw new BulkException(
          failuresInARow + " rows failed one after the other, the last one, row " + rows + ": "
              + line.error() + ". Fix: the cause, and run it again; or maxFailuresInARow(…).",
          why);
    }
    try {
      failures.write(line);
    } catch (IllegalArgumentException e) { // a type of the source's own, which JSON has no form of
      failures.write(line.withInputAsText());
    }
    rows++;
    failed++;
    position = row.end();
  }

  private void checkpoint(Sink.Writer<O> output, JsonLinesSink.Lines<FailedRow> failures)
      throws IOException {
    long now = bulk.clock.getAsLong();
    if (now - lastCheckpoint >= bulk.checkpointEveryNanos) {
      commit(output, failures, false);
      lastCheckpoint = bulk.clock.getAsLong();
      tell();
    } else if (now - lastTold >= TELL_EVERY) {
      tell();
    }
  }

  /** First what was written, then the checkpoint that counts it. */
  private void commit(
      Sink.Writer<O> output, JsonLinesSink.Lines<FailedRow> failures, boolean complete)
      throws IOException {
    String written = output.commit();
    String told = failures.commit();
    Checkpoint next =
        sure == null || complete ? done(written, told, complete) : sure.withOutput(written);
    checkpoints.save(next);
    committed = next;
  }

  /** Commits what is done before the run is given up, unless it was interrupted or the entry mixed up the rows. */
  private void keep(
      Sink.Writer<O> output, JsonLinesSink.Lines<FailedRow> failures, Exception givenUp) {
    boolean mixedUp = givenUp instanceof BulkException && failuresInARow <= bulk.maxFailuresInARow;
    if (mixedUp || Thread.currentThread().isInterrupted()) {
      return;
    }
    try {
      commit(output, failures, false);
    } catch (IOException | RuntimeException e) {
      givenUp.addSuppressed(e);
    }
  }

  private Checkpoint done(String written, String told, boolean complete) {
    return new Checkpoint(committed.identity(), position, rows, failed, written, told, complete);
  }

  private void tell() {
    lastTold = bulk.clock.getAsLong();
    BulkProgress progress = new BulkProgress(
        rows,
        failed,
        resumed.rows(),
        elapsed(),
        committed.complete() ? 1 : fraction(position),
        resumed.complete() ? 1 : fraction(resumed.position()));
    try {
      bulk.listener.progressed(progress);
    } catch (Throwable e) { // no reason to stop
      LOG.log(System.Logger.Level.WARNING, "a listener failed", e);
    }
  }

  private double fraction(long at) {
    return end < 0 ? -1 : end == 0 ? 1 : Math.min(1, (double) at / end);
  }

  private Duration elapsed() {
    return Duration.ofNanos(bulk.clock.getAsLong() - start);
  }
}
