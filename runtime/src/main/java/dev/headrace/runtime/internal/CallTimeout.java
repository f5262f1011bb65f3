package dev.headrace.runtime.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Interrupts a thread whose call takes too long, and no call that comes after it. */
public final class CallTimeout {
  static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Thread thread = Thread.currentThread();
  private boolean ended; // guarded by this
  private boolean expired; // guarded by this
  private boolean interrupted; // by this; guarded by this

  private CallTimeout() {}

  /** Its thread ends when there is nothing to wait for, so that it keeps no class loader from being collected. */
  static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
      Thread thread = new Thread(null, task, "headrace-timeouts", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(CallTimeout.class.getClassLoader());
      return thread;
    });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  /**
   * Makes a call on this thread.
   *
   * @param millis after which it is interrupted
   * @throws TimeoutException if it was, once it has come back; what it threw is suppressed by it
   */
  public static <T extends @Nullable Object> T within(long millis, Callable<T> call)
      throws Exception {
    CallTimeout timeout = new CallTimeout();
    Future<?> timer = TIMER.schedule(timeout::expire, millis, TimeUnit.MILLISECONDS);
    T result;
    try {
      result = call.call();
    } catch (Throwable e) {
      if (timeout.end(timer)) {
        throw late(millis, e);
      }
      throw e;
    }
    if (timeout.end(timer)) {
      throw late(millis, null);
    }
    return result;
  }

  private static TimeoutException late(long millis, @Nullable Throwable thrown) {
    TimeoutException late = new TimeoutException("no result within " + millis + " ms");
    if (thrown != null) {
      late.addSuppressed(thrown);
    }
    return late;
  }

  private synchronized void expire() {
    if (!ended) {
      expired = true;
      interrupted = !thread.isInterrupted(); // or it was by someone else, who counts on it
      thread.interrupt();
    }
  }

  private synchronized boolean end(Future<?> timer) {
    ended = true;
    timer.cancel(false);
    if (interrupted) {
      Thread.interrupted(); // ours
    }
    return expired;
  }
}
