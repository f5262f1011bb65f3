package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that meet errors where there should be none: nobody waits for them forever. */
@Timeout(30)
class WorkersTest implements Workers.Source<Object> {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch mayOpen = new CountDownLatch(1);
  private final CountDownLatch served = new CountDownLatch(2);
  private final BatchLimit limit = new BatchLimit(2, 0);
  private final Workers<Object> workers = new Workers<>("Model", 1, 1, this, Ticker.SYSTEM);
  private boolean failsToClose;

  @Override
  public Object open() throws Exception {
    mayOpen.await();
    return opened.incrementAndGet();
  }

  @Override
  public void close(Object instance) {
    closed.incrementAndGet();
    if (failsToClose) {
      throw new OutOfMemoryError("to close it");
    }
  }

  @Override
  public @Nullable ClassLoader contextClassLoader() {
    return null;
  }

  private class Call extends IdleRequest {
    Call() {
      super(limit, Flow.ofCalls(), 1);
    }

    @Override
    public Runnable run(Object instance, Cut<Object> cut) {
      return () -> cut.spans().forEach(span -> served.countDown());
    }
  }

  @Test
  void anInstanceThatCannotBeClosedKeepsNobodyWaiting() throws Exception {
    failsToClose = true;
    mayOpen.countDown();
    workers.queue().submit(new Call());
    workers.queue().submit(new Call());
    served.await();
    workers.close(new IllegalStateException("closed"));
    assertThat(closed).hasValue(opened.get());
  }

  @Test
  void aThreadThatCannotBeginToWorkClosesItsInstanceAndAnotherComes() throws Exception {
    workers.queue().submit(new Call());
    Request<Object> broken = new Call() {
      private int failures;

      @Override
      public Object lane() {
        if (failures++ < 2) { // for the submitter, and for the thread
          throw new OutOfMemoryError("twice");
        }
        return super.lane();
      }
    };
    assertThatThrownBy(() -> workers.queue().submit(broken)).isInstanceOf(OutOfMemoryError.class);
    mayOpen.countDown();
    served.await();
    assertThat(opened).hasValue(2);
    workers.close(new IllegalStateException("closed"));
    assertThat(closed).hasValue(2);
  }

  @Test
  void aBatchThatCannotBeginFailsAndItsThreadGoesOn() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    mayOpen.countDown();
    workers.queue().submit(new Call() {
      @Override
      public Runnable run(Object instance, Cut<Object> cut) {
        throw new OutOfMemoryError("to begin");
      }

      @Override
      public void abandon(int from, int to, @Nullable Throwable cause) {
        failed.countDown();
      }
    });
    failed.await();
    workers.queue().submit(new Call());
    workers.queue().submit(new Call());
    served.await();
    assertThat(opened).hasValue(1);
    workers.close(new IllegalStateException("closed"));
  }
}
