package dev.headrace.runtime.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The clock of a queue, so that tests can hold time still. */
public interface Ticker {
  /** The machine's clock. */
  Ticker SYSTEM = new Ticker() {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the queue asks its policy again after every return
    public void await(Condition condition, long nanos) throws InterruptedException {
      if (nanos == Long.MAX_VALUE) {
        condition.await();
      } else {
        condition.await(nanos, TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public Future<?> after(long nanos, Runnable task) {
      return CallTimeout.TIMER.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
  };

  /** The time, comparable only with itself. */
  long nanos();

  /** Waits for a signal or until the time has passed; {@code Long.MAX_VALUE} waits for a signal only. */
  void await(Condition condition, long nanos) throws InterruptedException;

  /** Has something brief done after some time, unless it is cancelled; a clock that a test moves leaves that to the test. */
  default Future<?> after(long nanos, Runnable task) {
    return CompletableFuture.completedFuture(null);
  }
}
