package dev.headrace.runtime.internal;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The daemon threads on which asynchronous calls do their CPU work: as many as there are cores, and at least two. */
public final class Cpu {
  private static final ForkJoinPool STAGES = new ForkJoinPool(
      Math.max(2, Runtime.getRuntime().availableProcessors()),
      Cpu::newThread,
      null,
      /* asyncMode= */ true);

  private Cpu() {}

  /** Runs what may call users' code, with their class loader as the thread's context, which mostly is so already. */
  @SuppressWarnings("ReferenceEquality") // loaders have identity
  public static void within(@Nullable ClassLoader loader, Runnable code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (before != loader) {
      thread.setContextClassLoader(loader);
    }
    try {
      code.run();
    } finally {
      if (thread.getContextClassLoader() != before) {
        thread.setContextClassLoader(before);
      }
    }
  }

  /** Runs a call's next stages. */
  public static void execute(Runnable stages) {
    STAGES.execute(stages);
  }

  /** Does the same with each of many things, whose order does not matter: one hand-over for all of them. */
  public static <C> void executeEach(List<C> many, Consumer<? super C> each) {
    if (many.isEmpty()) {
      return;
    }
    Each<C> all = new Each<>(many, each, new AtomicInteger());
    try {
      STAGES.execute(all);
    } catch (
        Throwable e) { // no memory, or no thread, though it may have got to the pool: here, then
      all.takeTurns();
    }
  }

  /**
   * Takes one thing after another. Whoever begins leaves another such task behind: should what it does block, the thread
   * that makes up for it goes on with the rest.
   */
  private static final class Each<C> extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient List<C> many;
    private final transient Consumer<? super C> each;
    private final transient AtomicInteger next;

    Each(List<C> many, Consumer<? super C> each, AtomicInteger next) {
      this.many = many;
      this.each = each;
      this.next = next;
    }

    @Override
    protected void compute() {
      if (next.get() + 1 < many.size()) {
        try {
          var unused = new Each<>(many, each, next).fork();
        } catch (Throwable e) {
          Failing.log("nobody takes over if a call's stages block", e);
        }
      }
      takeTurns();
    }

    void takeTurns() {
      for (int i = next.getAndIncrement(); i < many.size(); i = next.getAndIncrement()) {
        try {
          each.accept(many.get(i));
        } catch (Throwable e) { // no memory: the others go on
          Failing.log("a call could not go on", e);
        }
      }
    }
  }

  /**
   * A thread outlives the caller that happens to need it first, so it keeps neither its inheritable values nor its class
   * loader. A pool's thread inherits the values of whoever makes it: here that is a thread that has none.
   */
  static @Nullable ForkJoinWorkerThread newThread(ForkJoinPool pool) {
    AtomicReference<@Nullable ForkJoinWorkerThread> made = new AtomicReference<>();
    Thread maker =
        new Thread(null, () -> made.set(new StageThread(pool)), "headrace-cpu", 0, false);
    maker.start();
    boolean interrupted = false;
    while (maker.isAlive()) {
      try {
        maker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return made.get();
  }

  private static final class StageThread extends ForkJoinWorkerThread {
    StageThread(ForkJoinPool pool) {
      super(pool);
      setDaemon(true);
      setContextClassLoader(Cpu.class.getClassLoader());
    }

    @Override
    protected void onStart() {
      super.onStart();
      setName("headrace-cpu-" + getPoolIndex()); // the index is given when the thread starts
    }
  }
}
