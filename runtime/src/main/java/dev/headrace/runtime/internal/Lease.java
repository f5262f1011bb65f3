package dev.headrace.runtime.internal;

import dev.headrace.runtime.HeadraceException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request for an instance itself. It waits its turn like a batch; then the instance's own thread stands aside until
 * the lease is released.
 */
public final class Lease<R> extends Elements<R> implements Deadlocks.Wait {
  private static final Object LANE = new Object();

  private final CompletableFuture<R> granted = new CompletableFuture<>();
  private final BatchLimit limit = new BatchLimit(1, 0);
  private final Flow flow = Flow.ofCalls();
  private final CountDownLatch released = new CountDownLatch(1);
  private final Workers<R> workers;
  private final Thread holder = Thread.currentThread();

  /** A lease for this thread. */
  public Lease(Workers<R> workers) {
    super(1);
    this.workers = workers;
  }

  @Override
  public Object lane() {
    return LANE;
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
      Deadlocks.enter(this);
      return granted.get();
    } catch (InterruptedException e) {
      release(); // whenever it is granted
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause();
    } finally {
      Deadlocks.leave();
    }
  }

  /** Whether it is not given back, and its holder is one of these. */
  boolean isHeldBy(Set<? extends Thread> threads) {
    return released.getCount() > 0 && threads.contains(holder);
  }

  @Override
  public String name() {
    return "warmUp()";
  }

  @Override
  public boolean isFor(Predicate<? super Workers<?>> those) {
    return !granted.isDone() && those.test(workers);
  }

  @Override
  public void giveUp(HeadraceException failure) {
    release(); // should it be granted yet
    granted.completeExceptionally(failure);
    workers.queue().cancel(this);
  }

  /** Gives the instance back. */
  public void release() {
    released.countDown();
  }

  @Override
  public Runnable run(R instance, Cut<R> cut) {
    try {
      Deadlocks.lend(this);
      granted.complete(instance);
      awaitRelease();
    } finally {
      Deadlocks.leave();
    }
    return () -> {};
  }

  private void awaitRelease() {
    while (true) {
      try {
        released.await();
        return;
      } catch (InterruptedException e) {
        // Whoever holds the lease is still at work.
      }
    }
  }

  @Override
  public void abandon(int from, int to, @Nullable Throwable cause) {
    granted.completeExceptionally(cause == null ? new CancellationException() : cause);
  }
}
