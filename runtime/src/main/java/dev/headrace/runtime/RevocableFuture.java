package dev.headrace.runtime;

import dev.headrace.runtime.internal.Workers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. Completed from outside, by whatever means, it takes the call out of the queue.
 *
 * @param <T> the type of the result
 */
abstract class RevocableFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private static final long LOOK = 50; // milliseconds

  /** It has been completed from outside, maybe after its call had ended. */
  abstract void revoked();

  /** Null, or why this thread must not wait for its call: it is the only one that could run what that needs now. */
  @Nullable
  abstract HeadraceException refusalToWait();

  /** A step or constructor that waits for itself gets a failure instead; its thread looks now and then whether it does. */
  private void refuseToWait() throws InterruptedException {
    while (Workers.isWorker() && !isDone()) {
      HeadraceException refusal = refusalToWait();
      if (refusal != null) {
        completeExceptionally(refusal);
      } else {
        try {
          var unused = super.get(LOOK, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
          // It is done, or not yet.
        }
      }
    }
  }

  @Override
  public final T join() {
    boolean interrupted = false;
    for (boolean looked = false; !looked; ) {
      try {
        refuseToWait();
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
    refuseToWait();
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
