package dev.headrace.runtime.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** The daemon threads on which asynchronous calls do their CPU work: as many as there are cores, and at least two. */
public final class Cpu {
  private static final ForkJoinPool STAGES = new ForkJoinPool(
      Math.max(2, Runtime.getRuntime().availableProcessors()),
      StageThread::new,
      null,
      /* asyncMode= */ true);

  private Cpu() {}

  /** Runs a call's next stages. */
  public static void execute(Runnable stages) {
    STAGES.execute(stages);
  }

  private static final class StageThread extends ForkJoinWorkerThread {
    StageThread(ForkJoinPool pool) {
      super(pool);
      setName("headrace-cpu-" + getPoolIndex());
      setDaemon(true);
    }
  }
}
