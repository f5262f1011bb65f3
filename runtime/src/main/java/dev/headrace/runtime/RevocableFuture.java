package dev.headrace.runtime;

import dev.headrace.runtime.internal.Deadlocks;
import dev.headrace.runtime.internal.Deadlocks.Party;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. Completed from outside, by whatever means, it takes the call out of the queue.
 *
 * @param <T> the type of the result
 */
abstract class RevocableFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  /** It has been completed from outside, maybe after its call had ended. */
  abstract void revoked();

  /** Those that have not done their part of its call yet, of what is asked for by now. */
  abstract Set<Party> needs();

  /** Where a step or constructor would wait for itself it gets a failure instead. */
  private void awaitWithin() throws InterruptedException {
    if (isDone() || !Deadlocks.isNeeded()) { // mostly
      return;
    }
    String refusal = Deadlocks.await(this::needs, this);
    if (refusal != null) {
      completeExceptionally(new HeadraceException(refusal));
    }
  }

  @Override
  public final T join() {
    boolean interrupted = false;
    for (boolean looked = false; !looked; ) {
      try {
        awaitWithin();
        looked = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return super.join();
  }

  @Override
  public final T get() throws InterruptedException, ExecutionException {
    awaitWithin();
    return super.get();
  }

  /** Its call has a result. */
  final void succeed(T result) {
    super.complete(result);
  }

  /** Its call has failed. */
  final void fail(Throwable failure) {
    super.completeExceptionally(failure);
  }

  private boolean revoke(boolean completed) {
    if (completed) {
      revoked();
    }
    return completed;
  }

  @Override
  public final boolean complete(T value) {
    return revoke(super.complete(value));
  }

  @Override
  public final boolean completeExceptionally(Throwable failure) {
    return revoke(super.completeExceptionally(failure));
  }

  @Override
  public final boolean cancel(boolean mayInterruptIfRunning) {
    return revoke(super.cancel(mayInterruptIfRunning));
  }

  @Override
  public final void obtrudeValue(T value) {
    super.obtrudeValue(value);
    revoked();
  }

  @Override
  public final void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    revoked();
  }

  @Override
  public final CompletableFuture<T> completeAsync(
      Supplier<? extends T> supplier, Executor executor) {
    executor.execute(() -> {
      try {
        complete(supplier.get());
      } catch (Throwable e) {
        completeExceptionally(e);
      }
    });
    return this;
  }
}
