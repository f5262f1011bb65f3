package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Request;
import dev.headrace.runtime.internal.Span;
import dev.headrace.runtime.internal.Waiter;
import dev.headrace.runtime.internal.Waiters;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that is one element of one batch step: its own request and its own future, so that a call costs one object.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the instances
 * @param <T> the type of the result
 */
final class StepCall<
        A extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object>
    extends RevocableFuture<T> implements StepRequest<R, T> {
  private final @Nullable Waiter waiter; // its caller, on whom nothing else depends
  private @Nullable StepCalls<A, R, T> calls; // until it has ended
  private @Nullable Object value; // the argument; then the result, or the HeadraceException
  private boolean succeeded;

  // Guarded by the queue's lock.
  private boolean taken; // it is in a batch, or given up
  private boolean inLane;
  private long arrivalNanos;
  private @Nullable Request<Held<R>> next;

  StepCall(StepCalls<A, R, T> calls, A argument, @Nullable Waiter waiter) {
    this.calls = calls;
    this.value = argument;
    this.waiter = waiter;
  }

  private StepCalls<A, R, T> calls() {
    return Objects.requireNonNull(calls, "it has ended");
  }

  @Override
  public BatchStep.Here<R, T> here() {
    return calls().here();
  }

  @Override
  public Object lane() {
    return calls().here().lane();
  }

  @Override
  public Flow flow() {
    return calls().flow();
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
  public boolean isGivenUp() {
    return isDone();
  }

  @Override
  public void result(int i, T result) {
    HeadraceException missing = result == null ? chunk().nullResult(0) : null;
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
    return calls().chunk((A) value);
  }

  @Override
  public boolean finished(int count, Waiters waiters) {
    if (waiter == null) {
      return true;
    }
    end();
    waiters.add(waiter);
    return false;
  }

  @Override
  public void resume() {
    Cpu.within(calls().loader(), this::end);
    Thread.interrupted(); // what a dependent stage left must not meet the next call
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a value of T if it succeeded
  private void end() {
    Object last = value;
    String step = succeeded ? "" : here().step().name();
    StepCalls<A, R, T> ended = calls();
    value = null; // who keeps the future keeps neither the argument
    calls = null; // nor the executor
    try {
      ended.leave(); // before the future: what depends on it may close the calls
    } finally {
      if (succeeded) {
        succeed((T) last);
      } else if (last instanceof HeadraceException) {
        fail((HeadraceException) last);
      } else { // it was cancelled, or there was no memory to tell why it failed
        fail(new HeadraceException(step + " has no result"));
      }
    }
  }

  @Override
  Set<Party> needs() {
    StepCalls<A, R, T> running = calls;
    boolean ended = isDone() || succeeded || value instanceof HeadraceException;
    return running == null || ended ? Set.of() : running.needs();
  }

  @Override
  void revoked() {
    StepCalls<A, R, T> running = calls;
    if (running != null) {
      running.cancel(this);
    }
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
