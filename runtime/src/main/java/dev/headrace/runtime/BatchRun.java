package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.CallTimeout;
import dev.headrace.runtime.internal.Cpu;
import dev.headrace.runtime.internal.Cut;
import dev.headrace.runtime.internal.Failing;
import dev.headrace.runtime.internal.Span;
import dev.headrace.runtime.internal.Waiter;
import dev.headrace.runtime.internal.Waiters;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One batch on one instance: called, and called again in smaller pieces if it fails or is too large, until every
 * element has its result or its own failure. Never throws.
 *
 * @param <R> the type of the instances
 * @param <T> the type of the results
 */
final class BatchRun<R extends @Nullable Object, T extends @Nullable Object> {
  private static final long FIRST_PAUSE =
      10; // milliseconds before the first retry, then twice that, and so on
  private static final long LONGEST_PAUSE = 1_000;

  private final BatchStep<R, T> step;
  private final Held<R> held;
  private final Cut<Held<R>> cut;
  private final boolean ownThread; // of the instance, which nobody else interrupts
  private final Waiters waiters = new Waiters();
  private long waitNanos = -1; // of the oldest element until the first call
  private @Nullable LoweredLimit lowered; // by this batch
  private int done; // elements before this one have their result or failure
  private int span; // where element `done` lies: the span, and the span's first element
  private int spanStart;

  BatchRun(BatchStep<R, T> step, Held<R> held, Cut<Held<R>> cut, boolean ownThread) {
    this.ownThread = ownThread;
    this.step = step;
    this.held = held;
    this.cut = cut;
  }

  /** Runs it; the result tells the requests. */
  Runnable run() {
    try {
      call(columns(), 0, cut.size());
    } catch (Throwable e) { // a column that cannot be read, or no memory to go on
      failRest(e);
    }
    return this::tell;
  }

  /** What goes on stays in the list of spans, so that this needs no memory. */
  private void tell() {
    List<Span<Held<R>>> spans = cut.spans();
    int goOn = 0;
    for (int i = 0; i < spans.size(); i++) {
      if (isFinished(spans.get(i))) {
        spans.set(goOn++, spans.get(i));
      }
    }
    waiters.release();
    while (spans.size() > goOn) {
      spans.remove(spans.size() - 1);
    }
    Cpu.executeEach(spans, part -> request(part).resume());
  }

  private boolean isFinished(Span<Held<R>> part) {
    try {
      return request(part).finished(part.size(), waiters);
    } catch (Throwable e) {
      Failing.log("a call could not be told of its end", e);
      return false;
    }
  }

  /** The arguments of all elements, end to end; without copying where they come from one request. */
  private List<?>[] columns() {
    List<Span<Held<R>>> spans = cut.spans();
    List<?>[] columns = new List<?>[request(spans.get(0)).arguments()];
    for (int c = 0; c < columns.length; c++) {
      if (spans.size() == 1) {
        columns[c] = slice(spans.get(0), c);
        continue;
      }
      @Nullable Object[] column = new @Nullable Object[cut.size()];
      int filled = 0;
      for (Span<Held<R>> part : spans) {
        if (part.request().size() == 1) { // calls of one row, the many: no list of it
          column[filled++] = request(part).only(c);
        } else {
          for (Object value : slice(part, c)) {
            column[filled++] = value;
          }
        }
      }
      columns[c] = Arrays.asList(column);
    }
    return columns;
  }

  private List<?> slice(Span<Held<R>> part, int c) {
    List<?> column = request(part).column(c);
    return part.size() == column.size() ? column : column.subList(part.from(), part.to());
  }

  /** Runs the elements of a range in order, in one call if that goes; those whom nobody waits for are not run. */
  private void call(List<?>[] columns, int from, int to) {
    if (!isWanted(to)) {
      fail(to, new CancellationException("nobody waits for it"));
      return;
    }
    int size = to - from;
    List<T> values;
    try {
      values = tried(new BatchArguments(step.name(), columns, from, to));
    } catch (WrongSizeException e) {
      failSize(to, String.valueOf(e.getMessage()));
      return;
    } catch (Throwable e) {
      boolean interrupted = e instanceof InterruptedException && !ownThread;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      boolean tooLarge = TooLarge.is(e);
      if (tooLarge && size > 1) {
        callSmaller(columns, from, to);
        return;
      }
      if (tooLarge && lowered != null) {
        lowered.blame(from);
      }
      if (size == 1 || !step.splitOnFailure() || interrupted) {
        fail(to, e);
      } else {
        call(columns, from, from + size / 2);
        call(columns, from + size / 2, to);
      }
      return;
    }
    succeed(values);
    if (size == cut.size()) {
      cut.limit().wentWell(size);
    }
  }

  /** In order, and before anything that waits. */
  private void callSmaller(List<?>[] columns, int from, int to) {
    BatchLimit limit = cut.limit();
    if (lowered == null) {
      lowered = new LoweredLimit(limit);
    }
    lowered.tooLarge(from, to);
    for (int next = from; next < to; next = done) { // a piece may lower the limit further
      call(columns, next, Math.min(to, next + Math.min(limit.size(), to - from - 1)));
    }
  }

  /** Calls the whole batch and each element that stands alone as often as the step wants it. */
  private List<T> tried(Batch batch) throws Exception {
    int retries =
        batch.size() == 1 || batch.size() == cut.size() ? step.onFailure().retries() : 0;
    for (int attempt = 0; ; attempt++) {
      try {
        return timed(batch);
      } catch (Throwable e) {
        if (attempt == retries
            || e instanceof WrongSizeException
            || !step.onFailure().isRetried(e)
            || TooLarge.is(e)
            || !isWanted(done + batch.size())) {
          throw e;
        }
        Waiter.pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt, 10)));
      }
    }
  }

  private List<T> timed(Batch batch) throws Exception {
    BatchEvent event = new BatchEvent();
    event.begin();
    long start = System.nanoTime();
    if (waitNanos < 0) {
      waitNanos = Math.max(0, start - cut.arrivalNanos());
    }
    Throwable failure = null;
    Meter meter = request(cut.spans().get(0)).here().meter();
    meter.begins();
    try {
      long timeout = step.onFailure().timeoutMillis();
      List<T> results = timeout == 0
          ? step.call(held.instance(), batch)
          : CallTimeout.within(timeout, () -> step.call(held.instance(), batch));
      List<T> values = results == null ? null : settled(results);
      if (values == null || values.size() != batch.size()) {
        throw new WrongSizeException(step.name(), values, batch.size());
      }
      return values;
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      if (ownThread) { // a leftover of the step, which must not meet the next call
        Thread.interrupted();
      }
      long run = System.nanoTime() - start;
      meter.ends(batch.size(), waitNanos, run, failure != null);
      event.end(step.name(), batch.size(), waitNanos, held.device(), failure);
      Listeners.batch(step.name(), batch.size(), waitNanos, run, held.device(), failure);
    }
  }

  /** A step gave more or fewer results than there were elements, or none at all. */
  private static final class WrongSizeException extends HeadraceException {
    private static final long serialVersionUID = 1;

    WrongSizeException(String step, @Nullable List<?> values, int size) {
      super(step + " returned " + (values == null ? "null" : counted(values.size(), "result"))
          + " for " + counted(size, "element"));
    }

    private static String counted(int n, String what) {
      return n + " " + what + (n == 1 ? "" : "s");
    }
  }

  /** The results in a list of which nothing is to be feared: the JDK's own, or a copy. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the step gave a list of T
  private static <T extends @Nullable Object> List<T> settled(List<T> results) {
    boolean known = results instanceof RandomAccess && results.getClass().getClassLoader() == null;
    return known ? results : (List<T>) Arrays.asList(results.toArray());
  }

  private void succeed(List<T> values) {
    for (int i = 0; i < values.size(); i++) {
      StepRequest<R, T> request = request(current());
      request.result(position(), values.get(i));
      done++;
    }
  }

  private void fail(int to, Throwable cause) {
    while (done < to) {
      request(current()).failure(position(), cause);
      done++;
    }
  }

  private void failSize(int to, String message) {
    while (done < to) {
      request(current()).failure(position(), message);
      done++;
    }
  }

  /** Must not throw: whoever waits for these is told next. */
  private void failRest(Throwable cause) {
    try {
      fail(cut.size(), cause);
    } catch (Throwable e) {
      Failing.log("a batch's failure could not be reported", e);
    }
  }

  /** Whether anybody waits for one of the next elements, up to there. */
  private boolean isWanted(int to) {
    int start = spanStart;
    for (int i = span; start < to; i++) {
      Span<Held<R>> part = cut.spans().get(i);
      start += part.size();
      if (start > done && !request(part).isGivenUp()) {
        return true;
      }
    }
    return false;
  }

  /** The span that the next element lies in. */
  private Span<Held<R>> current() {
    Span<Held<R>> found = cut.spans().get(span);
    while (done >= spanStart + found.size()) {
      spanStart += found.size();
      found = cut.spans().get(++span);
    }
    return found;
  }

  /** The next element's place in its request; after {@link #current}. */
  private int position() {
    return cut.spans().get(span).from() + done - spanStart;
  }

  @SuppressWarnings("unchecked") // a lane holds the requests of one step
  private static <R extends @Nullable Object, T extends @Nullable Object> StepRequest<R, T> request(
      Span<Held<R>> part) {
    return (StepRequest<R, T>) part.request();
  }
}
