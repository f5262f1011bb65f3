package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.CallTimeout;
import dev.headrace.runtime.internal.Cut;
import dev.headrace.runtime.internal.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  private int done; // elements before this one have their result or failure
  private int span; // where element `done` lies: the span, and the span's first element
  private int spanStart;

  BatchRun(BatchStep<R, T> step, Held<R> held, Cut<Held<R>> cut) {
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

  private void tell() {
    List<Resumed> resumed = new ArrayList<>(cut.spans().size());
    for (Span<Held<R>> part : cut.spans()) {
      Resumed next = request(part).finished(part.size());
      if (next != null) {
        resumed.add(next);
      }
    }
    Resumed.all(resumed);
  }

  /** The arguments of all elements, end to end; without copying where they come from one request. */
  private List<List<?>> columns() {
    List<Span<Held<R>>> spans = cut.spans();
    int count = request(spans.get(0)).arguments();
    List<List<?>> columns = new ArrayList<>(count);
    for (int c = 0; c < count; c++) {
      if (spans.size() == 1) {
        columns.add(slice(spans.get(0), c));
        continue;
      }
      List<@Nullable Object> column = new ArrayList<>(cut.size());
      for (Span<Held<R>> part : spans) {
        if (part.request().size() == 1) { // calls of one row, the many: nothing to copy
          column.add(request(part).only(c));
        } else {
          column.addAll(slice(part, c));
        }
      }
      columns.add(column);
    }
    return columns;
  }

  private List<?> slice(Span<Held<R>> part, int c) {
    List<?> column = request(part).column(c);
    return part.size() == column.size() ? column : column.subList(part.from(), part.to());
  }

  /** Runs the elements of a range in order, in one call if that goes. */
  private void call(List<List<?>> columns, int from, int to) {
    int size = to - from;
    List<T> results;
    @Nullable Object[] values;
    try {
      results = tried(new BatchArguments(step.name(), columns, from, to));
      values = results == null ? null : results.toArray();
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (size > 1 && TooLarge.is(e)) {
        callSmaller(columns, from, to);
      } else if (size == 1 || !step.splitOnFailure() || e instanceof InterruptedException) {
        fail(to, e);
      } else {
        call(columns, from, from + size / 2);
        call(columns, from + size / 2, to);
      }
      return;
    }
    if (values == null || values.length != size) {
      failSize(
          to,
          values == null ? "null" : values.length + (values.length == 1 ? " result" : " results"),
          size);
    } else {
      succeed(values);
      if (size == cut.size()) {
        limit().wentWell(size);
      }
    }
  }

  /** In order, and before anything that waits. */
  private void callSmaller(List<List<?>> columns, int from, int to) {
    BatchLimit limit = limit();
    limit.tooLarge(to - from);
    for (int next = from; next < to; next = done) { // a piece may lower the limit further
      call(columns, next, Math.min(to, next + Math.min(limit.size(), to - from - 1)));
    }
  }

  /** Calls the whole batch and each element that stands alone as often as the step wants it. */
  private @Nullable List<T> tried(Batch batch) throws Exception {
    int retries =
        batch.size() == 1 || batch.size() == cut.size() ? step.onFailure().retries() : 0;
    for (int attempt = 0; ; attempt++) {
      try {
        return timed(batch);
      } catch (Throwable e) {
        if (attempt == retries || !step.onFailure().isRetried(e) || TooLarge.is(e)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt, 10)));
      }
    }
  }

  private @Nullable List<T> timed(Batch batch) throws Exception {
    BatchEvent event = new BatchEvent();
    event.begin();
    long start = System.nanoTime();
    Throwable failure = null;
    Meter meter = request(cut.spans().get(0)).here().meter();
    meter.begins();
    try {
      long timeout = step.onFailure().timeoutMillis();
      return timeout == 0
          ? step.call(held.instance(), batch)
          : CallTimeout.within(timeout, () -> step.call(held.instance(), batch));
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      long run = System.nanoTime() - start;
      long wait = Math.max(0, start - cut.arrivalNanos());
      meter.ends(batch.size(), wait, run, failure != null);
      event.end(step.name(), batch.size(), wait, held.device(), failure);
      Listeners.batch(step.name(), batch.size(), wait, run, held.device(), failure);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the step gave a list of T
  private void succeed(@Nullable Object[] values) {
    for (Object value : values) {
      StepRequest<R, T> request = request(current());
      request.result(position(), (T) value);
      done++;
    }
  }

  private void fail(int to, Throwable cause) {
    while (done < to) {
      request(current()).failure(position(), cause);
      done++;
    }
  }

  private void failSize(int to, String returned, int size) {
    String message = step.name() + " returned " + returned + " for " + size
        + (size == 1 ? " element" : " elements");
    while (done < to) {
      request(current()).failure(position(), message);
      done++;
    }
  }

  private void failRest(Throwable cause) {
    try {
      fail(cut.size(), cause);
    } catch (Throwable e) {
      System.getLogger("dev.headrace")
          .log(System.Logger.Level.ERROR, step.name() + " could not report its failure", e);
    }
  }

  private BatchLimit limit() {
    return request(cut.spans().get(0)).limit();
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
  private StepRequest<R, T> request(Span<Held<R>> part) {
    return (StepRequest<R, T>) part.request();
  }
}
