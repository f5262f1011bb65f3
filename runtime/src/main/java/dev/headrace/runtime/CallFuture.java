package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import dev.headrace.runtime.internal.Deadlocks.Party;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The future of one call that is a chunk of one row.
 *
 * @param <T> the type of the result
 */
final class CallFuture<T extends @Nullable Object> extends RevocableFuture<T>
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
      succeed(last.result(0));
    } catch (Throwable e) {
      fail(e);
    }
  }

  @Override
  public void giveUp(HeadraceException failure) {
    Chunk<T> running = chunk;
    if (running != null) {
      running.giveUp(failure);
      Cpu.execute(() -> fail(failure)); // with what depends on it
    }
  }

  @Override
  Set<Party> needs() {
    Chunk<T> running = chunk;
    return running == null ? Set.of() : running.needs();
  }

  @Override
  void revoked() {
    Chunk<T> running = chunk;
    if (running != null) {
      running.cancel();
    }
  }
}
