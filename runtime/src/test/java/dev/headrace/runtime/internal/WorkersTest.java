package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
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
  private final AtomicInteger failingStarts = new AtomicInteger();
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
    if (failingStarts.get() > 0 && failingStarts.getAndDecrement() > 0) {
      throw new OutOfMemoryError("to start a thread");
    }
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
  void aThreadMoreThatCannotBeStartedIsNotTriedOverAndOver() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Workers<Object> several = new Workers<>("Model", 1, 4, this, Ticker.SYSTEM);
    mayOpen.countDown();
    several.queue().submit(new Call() {
      @Override
      public Runnable run(Object instance, Cut<Object> cut) {
        begun.countDown();
        try {
          mayEnd.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return super.run(instance, cut);
      }
    });
    begun.await();
    failingStarts.set(1_000);
    several.queue().submit(new Call());
    several.queue().submit(new Call());
    assertThat(failingStarts).hasValue(999);
    mayEnd.countDown();
    served.await();
    several.close(new IllegalStateException("closed"));
  }

  @Test
  void thereMayBeAnyNumberOfThreads() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Workers<Object> any = new Workers<>("Model", 2, Integer.MAX_VALUE, this, Ticker.SYSTEM);
    mayOpen.countDown();
    for (int i = 0; i < 2; i++) {
      any.queue().submit(new Call() {
        private final BatchLimit alone = new BatchLimit(1, 0);

        @Override
        public BatchLimit limit() {
          return alone;
        }

        @Override
        public Object lane() {
          return this;
        }

        @Override
        public Runnable run(Object instance, Cut<Object> cut) {
          try {
            both.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return super.run(instance, cut);
        }
      });
    }
    assertThat(served.await(25, TimeUnit.SECONDS)).isTrue();
    any.close(new IllegalStateException("closed"));
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
