package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import dev.headrace.runtime.internal.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a chunk from stage to stage: each begins when all batches of the one before have ended. Either the calling
 * thread runs the stages and parks in between, or the CPU executor does and nobody waits.
 */
final class StageLoop {
  private final Chunk<?> chunk;
  private final AtomicInteger pending =
      new AtomicInteger(); // tasks in flight, and the running stage itself
  private final List<BatchTask<?, ?>> tasks =
      new ArrayList<>(); // of the running stage; guarded by this
  private volatile boolean cancelled;
  private Runnable resume = () -> {};
  private volatile @Nullable Handoff next;
  private int stage;
  private boolean more = true;

  StageLoop(Chunk<?> chunk) {
    this.chunk = chunk;
  }

  /** Runs all stages on this thread. */
  void runHere() throws InterruptedException {
    Waiter waiter = new Waiter();
    resume = waiter::release;
    while (more) {
      waiter.reset();
      if (!runStage()) {
        waiter.await();
      }
    }
  }

  /** Runs all stages on the CPU executor, or on threads that help; {@code done} runs there at the end. */
  void start(Runnable done) {
    resume = () -> {
      Handoff handoff = new Handoff(done);
      next = handoff;
      Cpu.execute(handoff);
    };
    resume.run();
  }

  /**
   * Runs the next stages here if they wait for a thread of the CPU executor. Who waits for this chunk does so rather
   * than wait for such a thread to wake.
   */
  boolean help() {
    Handoff handoff = next;
    return handoff != null && handoff.runIfFirst();
  }

  /** Stages that the first thread to come runs. */
  private final class Handoff extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1;

    private final transient Runnable done;

    Handoff(Runnable done) {
      this.done = done;
    }

    boolean runIfFirst() {
      if (!compareAndSet(false, true)) {
        return false;
      }
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(chunk.getClass().getClassLoader());
      try {
        advance(done);
      } finally {
        thread.setContextClassLoader(before);
      }
      return true;
    }

    @Override
    public void run() {
      if (runIfFirst()) {
        Thread.interrupted(); // a step's leftover must not meet the next call
      }
    }
  }

  private void advance(Runnable done) {
    while (more) {
      if (!runStage()) {
        return; // the last batch resumes; another thread may do so already
      }
    }
    done.run();
  }

  /** Whether the stage has ended with all its batches; if not, the last of them resumes. */
  private boolean runStage() {
    synchronized (this) {
      tasks.clear();
    }
    pending.set(1);
    more = !cancelled && chunk.runStage(stage++);
    return pending.decrementAndGet() == 0;
  }

  /** Sends a task off. */
  void submit(BatchTask<?, ?> task) {
    synchronized (this) {
      if (cancelled) {
        return;
      }
      tasks.add(task);
      pending.incrementAndGet();
    }
    task.submit();
  }

  /** All elements of a task have ended. */
  void batchDone() {
    if (pending.decrementAndGet() == 0) {
      resume.run();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Takes what waits out of the queues and begins nothing more. */
  void cancel() {
    List<BatchTask<?, ?>> waiting;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      waiting = List.copyOf(tasks);
    }
    waiting.forEach(BatchTask::cancel);
  }
}
