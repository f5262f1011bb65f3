package dev.headrace.runtime;

import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Request;
import dev.headrace.runtime.internal.Span;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A call that is one element of one batch step: its own request and its own future, so that a call costs one object.
 * Completed from outside, by whatever means, it leaves the queue.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the instances
 * @param <T> the type of the result
 */
final class StepCall<
        A extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object>
    extends CompletableFuture<T> implements StepRequest<R, T>, Resumed {
  private final StepCalls<A, R, T> calls;
  private final boolean awaited; // by its caller; nothing else depends on it
  private @Nullable Object value; // the argument; then the result, or the HeadraceException
  private boolean succeeded;

  // Guarded by the queue's lock.
  private boolean taken; // it is in a batch, or given up
  private boolean inLane;
  private long arrivalNanos;
  private @Nullable Request<Held<R>> next;

  StepCall(StepCalls<A, R, T> calls, A argument, boolean awaited) {
    this.calls = calls;
    this.value = argument;
    this.awaited = awaited;
  }

  /** Waits for its result, or throws its failure. */
  T await() throws InterruptedException {
    try {
      return get();
    } catch (ExecutionException e) {
      throw (HeadraceException) e.getCause();
    }
  }

  @Override
  public BatchStep.Here<R, T> here() {
    return calls.here();
  }

  @Override
  public Object lane() {
    return calls.here().lane();
  }

  @Override
  public Flow flow() {
    return calls.flow();
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public int arguments() {
    return 1;
  }

  @Override
  public List<?> column(int argument) {
    return Collections.singletonList(value);
  }

  @Override
  public @Nullable Object only(int argument) {
    return value;
  }

  @Override
  public void result(int i, T result) {
    HeadraceException missing = result == null ? chunk().nullResult() : null;
    succeeded = missing == null;
    value = succeeded ? result : missing;
  }

  @Override
  public void failure(int i, Throwable cause) {
    Chunk<T> chunk = chunk();
    chunk.fail(chunk.rows(), 0, here().step().name(), cause);
    value = chunk.failed(0);
  }

  @Override
  public void failure(int i, String message) {
    value = new NodeException(here().step().name(), 0, message);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the argument until there is a result or a failure
  private Chunk<T> chunk() {
    return calls.chunk((A) value);
  }

  @Override
  public @Nullable Resumed finished(int count) {
    if (!awaited) {
      return this;
    }
    end();
    return null;
  }

  @Override
  public void resume() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(calls.loader());
    try {
      calls.leave(); // before the future: what depends on it may close the calls
      end();
    } finally {
      thread.setContextClassLoader(before);
    }
    Thread.interrupted(); // what a dependent stage left must not meet the next call
  }

  @SuppressWarnings("unchecked") // a value of T if it succeeded
  private void end() {
    Object last = value;
    value = null; // who keeps the future does not keep the argument
    if (succeeded) {
      super.complete((T) last);
    } else if (last instanceof HeadraceException) {
      super.completeExceptionally((HeadraceException) last);
    } else { // it was cancelled, or there was no memory to tell why it failed
      super.completeExceptionally(new HeadraceException(here().step().name() + " has no result"));
    }
  }

  private boolean leaves(boolean completed) {
    if (completed) {
      calls.cancel(this);
    }
    return completed;
  }

  @Override
  public boolean complete(T outside) {
    return leaves(super.complete(outside));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return leaves(super.completeExceptionally(failure));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return leaves(super.cancel(mayInterruptIfRunning));
  }

  @Override
  public void obtrudeValue(T outside) {
    super.obtrudeValue(outside);
    leaves(true);
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    leaves(true);
  }

  @Override
  public @Nullable Request<Held<R>> next() {
    return next;
  }

  @Override
  public void next(@Nullable Request<Held<R>> after) {
    next = after;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public void arrivalNanos(long nanos) {
    arrivalNanos = nanos;
  }

  @Override
  public boolean isInLane() {
    return inLane;
  }

  @Override
  public void comesToLane() {
    inLane = true;
  }

  @Override
  public int left() {
    return taken ? 0 : 1;
  }

  @Override
  public int firstLeft(int from) {
    return taken ? 1 : from;
  }

  @Override
  public Span<Held<R>> take(int from, int to) {
    taken = true;
    return this;
  }

  @Override
  public List<Span<Held<R>>> takeRest() {
    if (taken) {
      return List.of();
    }
    taken = true;
    return List.of(this);
  }
}
