package dev.headrace.runtime;

import dev.headrace.runtime.internal.Deadlocks;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Waiter;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an entry that is one batch step, given its only argument: each waits in the queue as itself, rather than
 * as a chunk of one row. Made by {@link Calls#ofStep}; thread-safe.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the instances
 * @param <T> the type of the result
 */
public final class StepCalls<
    A extends @Nullable Object, R extends @Nullable Object, T extends @Nullable Object> {
  private final Calls calls;
  private final Function<? super A, ? extends Chunk<T>> chunks;
  private final BatchStep.Here<R, T> here;
  private final Runner<R> runner;
  private final @Nullable ClassLoader loader;
  private final boolean direct; // or each call needs a chunk
  private final boolean nullable;

  StepCalls(
      Calls calls,
      BatchStep<R, T> step,
      ResourcePool<R> pool,
      Function<? super A, ? extends Chunk<T>> chunks) {
    this.calls = calls;
    this.chunks = chunks;
    this.runner = pool.runner();
    this.here = step.on(runner);
    this.loader = chunks.getClass().getClassLoader();
    this.nullable = step.isNullable(0);
    this.direct =
        pool.runsElsewhere() && !calls.isLimited() && step.cost() == null && !step.hasShared();
  }

  /**
   * Makes a call and waits for it; the batch is run with those of others.
   *
   * @param argument its argument
   * @return its result
   * @throws HeadraceException its failure; also if the thread is interrupted, which stays interrupted then
   * @throws OverloadedException if too many calls are under way, see {@link WhenFull}
   */
  public T one(A argument) {
    Waiter waiter = Deadlocks.isNeeded() ? null : new Waiter();
    StepCall<A, R, T> call = start(argument, waiter);
    if (call == null) {
      return calls.one(chunk(argument));
    }
    try {
      if (waiter == null) {
        return call.get(); // which looks whether it would wait for itself
      }
      waiter.await();
      return call.join();
    } catch (InterruptedException e) {
      call.cancel(false);
      Thread.currentThread().interrupt();
      throw new HeadraceException(
          "interrupted while waiting for " + chunk(argument).name(), e);
    } catch (CompletionException | ExecutionException e) {
      throw ((HeadraceException) Objects.requireNonNull(e.getCause())).thrownHere();
    }
  }

  /**
   * Starts a call. Stages that depend on the future without an executor of their own run on the CPU executor. A call
   * that is cancelled, or completed from outside, leaves the queue.
   *
   * @param argument its argument
   * @return its result, or its {@link HeadraceException}
   */
  public CompletableFuture<T> async(A argument) {
    StepCall<A, R, T> call = start(argument, null);
    return call == null ? calls.async(chunk(argument)) : call;
  }

  /** Null if the call needs a chunk, be it to tell that there are no more calls. */
  private @Nullable StepCall<A, R, T> start(A argument, @Nullable Waiter waiter) {
    if (!direct || argument == null && !nullable) {
      return null;
    }
    StepCall<A, R, T> call = new StepCall<>(this, argument, waiter);
    if (!calls.enters()) {
      return null;
    }
    try {
      runner.submit(call);
    } catch (Throwable e) {
      call.cancel(false); // wherever it got to
      throw e;
    }
    return call;
  }

  /** What runs the call otherwise, and tells of its failures. */
  Chunk<T> chunk(A argument) {
    return chunks.apply(argument);
  }

  BatchStep.Here<R, T> here() {
    return here;
  }

  Flow flow() {
    return calls.flow();
  }

  @Nullable
  ClassLoader loader() {
    return loader;
  }

  Set<Party> needs() {
    return runner.needs();
  }

  void cancel(StepCall<A, R, T> call) {
    runner.cancel(call);
  }

  void leave() {
    calls.leave();
  }
}
