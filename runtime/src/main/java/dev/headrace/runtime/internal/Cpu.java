package dev.headrace.runtime.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The daemon threads on which asynchronous calls do their CPU work: as many as there are cores, and at least two. */
public final class Cpu {
  private static final ForkJoinPool STAGES = new ForkJoinPool(
      Math.max(2, Runtime.getRuntime().availableProcessors()), StageThread::new, null, /* asyncMode= */ true);

  private static final ThreadPoolExecutor NOTICES = notices();

  private Cpu() {}

  /** Runs a call's next stages. */
  public static void execute(Runnable stages) {
    STAGES.execute(stages);
  }

  /** Runs something that only wakes others, so that an instance's thread can go on at once. It must never block. */
  public static void notifyLater(Runnable notice) {
    NOTICES.execute(notice);
  }

  private static ThreadPoolExecutor notices() {
    ThreadPoolExecutor notices =
        new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
          Thread thread = new Thread(runnable, "headrace-notices");
          thread.setDaemon(true);
          return thread;
        });
    notices.allowCoreThreadTimeOut(true);
    return notices;
  }

  private static final class StageThread extends ForkJoinWorkerThread {
    StageThread(ForkJoinPool pool) {
      super(pool);
      setName("headrace-cpu-" + getPoolIndex());
      setDaemon(true);
    }
  }
}
