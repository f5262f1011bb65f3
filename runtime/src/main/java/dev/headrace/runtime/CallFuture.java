package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of one call. Completed from outside, by whatever means, it takes the call out of the queue.
 *
 * @param <T> the type of the result
 */
final class CallFuture<T extends @Nullable Object> extends CompletableFuture<T>
    implements StageLoop.End, Admission.Call {
  private final Calls calls;
  private @Nullable Chunk<T> chunk; // until it has ended

  CallFuture(Calls calls, Chunk<T> chunk) {
    this.calls = calls;
    this.chunk = chunk;
  }

  /** The call has ended. */
  @Override
  public void ended() {
    Chunk<T> last = chunk;
    if (last == null) {
      return;
    }
    chunk = null; // who keeps the future does not keep the arguments
    calls.leave(this); // before the future: what depends on it may close the calls
    try {
      super.complete(last.result(0));
    } catch (Throwable e) {
      super.completeExceptionally(e);
    }
  }

  @Override
  public void giveUp(HeadraceException failure) {
    Chunk<T> running = chunk;
    if (running != null) {
      running.giveUp(failure);
      Cpu.execute(() -> super.completeExceptionally(failure)); // with what depends on it
    }
  }

  private boolean leaves(boolean completed) {
    Chunk<T> running = chunk;
    if (completed && running != null) {
      running.cancel();
    }
    return completed;
  }

  @Override
  public boolean complete(T value) {
    return leaves(super.complete(value));
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
  public void obtrudeValue(T value) {
    super.obtrudeValue(value);
    leaves(true);
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    leaves(true);
  }
}
