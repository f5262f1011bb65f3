package dev.headrace.runtime.internal;

import dev.headrace.runtime.internal.Deadlocks.OneThread;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request for an instance itself. It waits its turn like a batch; then the instance's own thread stands aside until
 * the lease is released.
 */
public final class Lease<R> extends Elements<R> {
  @SuppressWarnings("UnnecessaryLambda") // where there is no memory
  private static final Runnable NOTHING_TO_TELL = () -> {};

  private final CompletableFuture<R> granted = new CompletableFuture<>();
  private final BatchLimit limit;
  private final Flow flow;
  private final Thread holder = Thread.currentThread();
  private volatile boolean released;
  private volatile @Nullable Thread lender; // the instance's own thread, while it stands aside

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

  /** Waits for the instance of these; throws what its construction threw, or an {@link InterruptedException}. */
  public R await(Workers<R> workers) throws Throwable {
    return Deadlocks.get(granted, workers);
  }

  /** Gives the instance back. */
  public void release() {
    released = true;
    LockSupport.unpark(lender);
  }

  /** Needs no memory: if it threw, the instance would be in two hands. */
  @Override
  public Runnable run(R instance, Cut<R> cut) {
    lender = Thread.currentThread();
    granted.complete(instance);
    try {
      Deadlocks.enter(() -> OneThread.orNobody(released ? null : holder));
    } catch (Throwable e) {
      // No memory: it is not known that it waits.
    }
    while (!released) {
      LockSupport.park(this);
      Thread.interrupted(); // whoever holds the lease is still at work
    }
    Deadlocks.leave();
    return NOTHING_TO_TELL;
  }

  @Override
  public void abandon(int from, int to, @Nullable Throwable cause) {
    granted.completeExceptionally(cause == null ? new CancellationException() : cause);
  }
}
