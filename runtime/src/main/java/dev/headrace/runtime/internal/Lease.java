package dev.headrace.runtime.internal;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A request for an instance itself. It waits its turn like a batch; then the instance's own thread stands aside until
 * the lease is released.
 */
public final class Lease<R> extends Elements<R> {
  private final CompletableFuture<R> granted = new CompletableFuture<>();
  private final BatchLimit limit;
  private final Flow flow;
  private final CountDownLatch released = new CountDownLatch(1);
  private final @Nullable Workers<?> holder = Workers.own();

  /**
   * A lease that waits.
   *
   * @param limit one element; the same for all leases of the instances, so that it is known what they take of them
   * @param flow who holds it, which counts as what it has had of them
   */
  public Lease(BatchLimit limit, Flow flow) {
    super(1);
    this.limit = limit;
    this.flow = flow;
  }

  @Override
  public Object lane() {
    return limit;
  }

  @Override
  public BatchLimit limit() {
    return limit;
  }

  @Override
  public Flow flow() {
    return flow;
  }

  @Override
  public int size() {
    return 1;
  }

  /** Waits for the instance; throws what its construction threw, or an {@link InterruptedException}. */
  public R await() throws Throwable {
    try {
      return granted.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** Whether the instance is there, or why it cannot be. */
  public boolean isGranted() {
    return granted.isDone();
  }

  /** Gives the instance back. */
  public void release() {
    released.countDown();
  }

  @Override
  public Runnable run(R instance, Cut<R> cut) {
    granted.complete(instance);
    Deadlocks.enter(() -> holder == null || released.getCount() == 0 ? Set.of() : Set.of(holder));
    try {
      while (true) {
        try {
          released.await();
          return () -> {};
        } catch (InterruptedException e) {
          // Whoever holds the lease is still at work.
        }
      }
    } finally {
      Deadlocks.leave();
    }
  }

  @Override
  public void abandon(int from, int to, @Nullable Throwable cause) {
    granted.completeExceptionally(cause == null ? new CancellationException() : cause);
  }
}
