package dev.headrace.runtime.internal;

import dev.headrace.runtime.internal.Deadlocks.Wait;
import org.jspecify.annotations.Nullable;

/** A thread that builds an instance, or waits until another has, and runs its batches. */
final class WorkerThread extends Thread implements Context {
  final Workers<?> owner;
  private final Runnable work;
  private boolean built;
  private @Nullable Cut<?> batch; // that runs

  // Guarded by Deadlocks.
  @Nullable
  Wait wait;

  /** Whoever has that has its instance. */
  @Nullable
  Lease<?> lent;

  <R> WorkerThread(Workers<R> owner, Runnable work, String name, @Nullable ClassLoader loader) {
    super(
        null, null, name, 0,
        false); // it outlives the caller, whose inheritable values it has no use for
    this.owner = owner;
    this.work = work;
    setDaemon(true);
    setContextClassLoader(loader);
  }

  /** This thread; null if it is none of these. */
  static @Nullable WorkerThread current() {
    Thread thread = Thread.currentThread();
    return thread instanceof WorkerThread ? (WorkerThread) thread : null;
  }

  @Override
  public void run() {
    work.run();
  }

  /** Its instance is there. */
  void built() {
    built = true;
  }

  /** Runs a batch on this thread. */
  <R> Runnable run(Cut<R> cut, R instance) {
    batch = cut;
    try {
      return cut.run(instance);
    } finally {
      batch = null;
    }
  }

  /** Whether it is in a step or a constructor. */
  boolean isInUsersCode() {
    return batch != null || !built;
  }

  @Override
  public boolean holdsUp(Gate gate) {
    Cut<?> running = batch;
    return running == null
        ? !built && owner.queue().requests().stream().anyMatch(request -> request.isAwaitedIn(gate))
        : running.spans().stream().anyMatch(span -> span.request().isAwaitedIn(gate));
  }
}
