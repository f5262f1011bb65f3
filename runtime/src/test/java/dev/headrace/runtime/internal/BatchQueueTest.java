package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two workers under a clock that stands still: nobody wakes but for a signal, and when they would look is seen. */
@Timeout(60)
class BatchQueueTest implements Ticker, BatchQueue.Supply {
  private static final long PATIENCE = 5_000_000_000L;

  private final BatchQueue<Object> queue = new BatchQueue<>(this, this);
  private final BatchLimit hasty = new BatchLimit(2, 100);
  private final BatchLimit patient = new BatchLimit(2, 500);
  private final Flow flow = Flow.ofCalls();
  private final Deque<Long> looks = new ArrayDeque<>(); // guarded by itself
  private volatile long now;
  private boolean couldStart;
  private Runnable atWanted = () -> {};
  private volatile Runnable meanwhile = () -> {}; // while the queue's lock is held

  @Override
  public long nanos() {
    if (queue.lock.isHeldByCurrentThread()) {
      meanwhile.run();
    }
    return now;
  }

  @Override
  public void await(Condition condition, long nanos) throws InterruptedException {
    synchronized (looks) {
      looks.addLast(now + nanos);
    }
    condition.await();
  }

  @Override
  public void wanted(int batches) {
    atWanted.run();
  }

  @Override
  public int most() {
    return 2;
  }

  @Override
  public boolean couldStart() {
    return couldStart;
  }

  private Thread worker() {
    Thread worker = new Thread(() -> {
      queue.returning(null);
      var unused = queue.take(); // and it is busy from then on
    });
    worker.start();
    return worker;
  }

  private Request<Object> submit(BatchLimit limit) {
    Request<Object> call = new IdleRequest(limit, flow, 1);
    queue.submit(call);
    return call;
  }

  /** Somebody is about to look then. */
  private void awaitLookAt(long time) {
    Long last = null;
    for (long start = System.nanoTime(); System.nanoTime() - start < PATIENCE; ) {
      synchronized (looks) {
        last = looks.peekLast();
      }
      if (last != null && last == time) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("nobody looks at " + time + ", but at " + last);
  }

  @AfterEach
  void close() {
    queue.close(new IllegalStateException("closed"));
  }

  /** Where a request is asked for something, there is no memory; once. */
  private final class Broken extends IdleRequest {
    private @Nullable String where;

    Broken(String where) {
      super(hasty, flow, 1);
      this.where = where;
    }

    private void at(String place) {
      if (place.equals(where)) {
        where = null;
        throw new OutOfMemoryError("once");
      }
    }

    @Override
    public Object lane() {
      at("lane");
      return super.lane();
    }

    @Override
    public Flow flow() {
      at("flow");
      return super.flow();
    }

    @Override
    public int[] costs() {
      at("costs");
      return new int[] {1};
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lane", "flow", "costs"})
  void aSubmitterThatFailsLeavesTheNextOneToLook(String where) throws Exception {
    Request<Object> broken = new Broken(where);
    Thread worker = worker();
    awaitLookAt(Long.MIN_VALUE + now - 1); // for a signal only: the time is past the largest number
    assertThatThrownBy(() -> queue.submit(broken)).isInstanceOf(OutOfMemoryError.class);
    Thread another = worker(); // which has nothing to trip over
    assertThat(queue.waiting()).isEqualTo(1);
    submit(hasty);
    worker.join(10_000);
    another.join(10);
    assertThat(worker.isAlive() && another.isAlive()).isFalse();
    assertThat(broken.left()).isZero(); // it went with the other
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void aBatchThatIsCutRunsAlthoughNobodyCanBeCalledForTheRest() {
    submit(hasty);
    submit(hasty);
    submit(hasty);
    couldStart = true;
    atWanted = () -> {
      throw new OutOfMemoryError("to start a thread");
    };
    Cut<Object> cut = queue.poll();
    assertThat(cut.size()).isEqualTo(2);
  }

  @Test
  void whoWatchesTheClockForAnotherThatHasLeftEarlyLooksInTime() throws Exception {
    Request<Object> first = submit(hasty);
    Thread one = worker();
    awaitLookAt(100);
    queue.cancel(first);
    Request<Object> slow = submit(patient);
    Thread another = worker();
    awaitLookAt(500);
    now = 50;
    submit(hasty);
    submit(hasty); // full: the one that would look at 100 leaves with it
    one.join();
    assertThat(another.isAlive()).isTrue();
    now = 60;
    submit(hasty);
    awaitLookAt(160); // rather than at 500
    assertThat(slow.left()).isEqualTo(1);
  }

  @Test
  void nobodyWaitsForAWorkerThatCutsABatch() throws Exception {
    submit(hasty);
    submit(hasty);
    submit(hasty);
    submit(hasty);
    var unused = queue.poll();
    List<Thread> submitters = new ArrayList<>();
    meanwhile = () -> {
      Thread submitter = new Thread(() -> submit(hasty));
      submitters.add(submitter);
      submitter.start();
      join(submitter);
    };
    join(worker());
    assertThat(submitters).hasSizeGreaterThan(2).noneMatch(Thread::isAlive);
  }

  private static void join(Thread thread) {
    try {
      thread.join(PATIENCE / 1_000_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
