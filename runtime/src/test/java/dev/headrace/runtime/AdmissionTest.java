package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More calls than there may be: one is held up in its batch, another waits. */
@Timeout(60)
class AdmissionTest {
  private final Model.Door door = new Model.Door();
  private final BatchStep<Model, Integer> step = Model.times10(1, door);
  private final ResourcePool<Model> pool = Model.pool(1);
  private CompletableFuture<Integer> first;
  private CompletableFuture<Integer> second;
  private Calls calls;

  private CompletableFuture<Integer> async(int x) {
    return calls.async(new StepChunk<>(step, pool, List.of(x)));
  }

  private void twoOfTwo(WhenFull whenFull) {
    calls = new Calls("Test", StreamBounds.DEFAULT, new CallLimit(2, whenFull));
    first = async(-1);
    until(() -> door.entered.getCount() == 0);
    second = async(1);
    until(() -> Model.waiting(pool) == 1);
  }

  @BeforeEach
  void nobodyWaits() {
    assertThat(Model.waiting(pool)).isZero();
  }

  @AfterEach
  void theOthersHaveTheirResults() {
    door.open.countDown();
    assertThat(first
            .handle((value, failure) -> failure == null || overloaded(failure))
            .join())
        .isTrue();
    calls.close();
    pool.close();
  }

  private static boolean overloaded(Throwable failure) {
    return failure instanceof OverloadedException
        || failure instanceof CompletionException
            && failure.getCause() instanceof OverloadedException;
  }

  @Test
  void oneMoreWaitsForRoom() throws Exception {
    twoOfTwo(WhenFull.BLOCK);
    CompletableFuture<Integer> third = new CompletableFuture<>();
    Thread caller =
        new Thread(() -> third.complete(calls.one(new StepChunk<>(step, pool, List.of(3)))));
    caller.start();
    until(() -> caller.getState() == Thread.State.WAITING);
    assertThat(Model.waiting(pool)).isEqualTo(1);
    door.open.countDown();
    assertThat(third.get()).isEqualTo(30);
    assertThat(second.join()).isEqualTo(10);
  }

  @Test
  void whoComesLaterWaitsBehindWhoWaits() throws Exception {
    twoOfTwo(WhenFull.REJECT);
    Admission admission = new Admission("Test", new CallLimit(1, WhenFull.BLOCK));
    for (int round = 0; round < 50; round++) {
      List<String> order = new CopyOnWriteArrayList<>();
      admission.enter(Admission.Call.ANY);
      Thread waits = new Thread(() -> {
        admission.enter(Admission.Call.ANY);
        order.add("first");
        admission.leave(Admission.Call.ANY);
      });
      waits.start();
      until(() -> waits.getState() == Thread.State.WAITING);
      admission.leave(Admission.Call.ANY);
      admission.enter(Admission.Call.ANY);
      order.add("second");
      admission.leave(Admission.Call.ANY);
      waits.join();
      assertThat(order).containsExactly("first", "second");
    }
  }

  @Test
  void whoWaitsOnACpuThreadLetsTheCallsUnderWayEndOnIt() throws Exception {
    twoOfTwo(WhenFull.REJECT);
    Admission admission = new Admission("Test", new CallLimit(1, WhenFull.BLOCK));
    admission.enter(Admission.Call.ANY);
    ForkJoinPool threads = new ForkJoinPool(1);
    try {
      Future<?> waits = threads.submit(() -> admission.enter(Admission.Call.ANY));
      threads.submit(() -> admission.leave(Admission.Call.ANY)).get(10, TimeUnit.SECONDS);
      assertThat(waits.get(10, TimeUnit.SECONDS)).isNull();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    twoOfTwo(WhenFull.BLOCK);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller = new Thread(() -> async(3).exceptionally(failure -> {
      thrown.complete(failure);
      return null;
    }));
    caller.start();
    until(() -> caller.getState() == Thread.State.WAITING);
    caller.interrupt();
    assertThat(thrown.get()).hasMessage("interrupted while waiting until Test takes a call");
  }

  @Test
  void oneMoreIsRefused() {
    twoOfTwo(WhenFull.REJECT);
    assertThatThrownBy(() -> calls.one(new StepChunk<>(step, pool, List.of(3))))
        .isInstanceOf(OverloadedException.class)
        .hasMessage(
            "Test has 2 calls under way, which is the most there may be: this one was refused");
    assertThatThrownBy(async(3)::join).hasCauseInstanceOf(OverloadedException.class);
    door.open.countDown();
    assertThat(second.join()).isEqualTo(10);
    assertThat(async(3).join()).isEqualTo(30);
  }

  @Test
  void oneMoreEndsTheOldestAtOnce() throws Exception {
    twoOfTwo(WhenFull.SHED);
    CompletableFuture<String> where =
        first.handle((value, failure) -> Thread.currentThread().getName());
    CompletableFuture<Integer> third = async(3); // ends the first, which is in a batch
    CompletableFuture<Integer> fourth = async(4); // ends the second, which leaves the queue
    assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OverloadedException.class);
    assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OverloadedException.class);
    assertThat(where.get(30, TimeUnit.SECONDS)).startsWith("headrace-cpu-");
    assertThat(Model.waiting(pool)).isEqualTo(2);
    third.cancel(true);
    fourth.cancel(true);
    closingWaitsForTheBatch();
  }

  @Test
  void aThreadWhoseCallIsEndedGoesOnAtOnce() throws Exception {
    calls = new Calls("Test", StreamBounds.DEFAULT, new CallLimit(1, WhenFull.SHED));
    first = new CompletableFuture<>();
    Thread caller = new Thread(() -> {
      try {
        first.complete(calls.one(new StepChunk<>(step, pool, List.of(-1))));
      } catch (HeadraceException e) {
        first.completeExceptionally(e);
      }
    });
    caller.start();
    until(() -> door.entered.getCount() == 0);
    second = async(1);
    assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OverloadedException.class);
    second.cancel(true);
    closingWaitsForTheBatch();
  }

  /** Whoever gave it up needs nothing any more, but what the batch uses must be there until it has ended. */
  private void closingWaitsForTheBatch() throws InterruptedException {
    assertThat(Model.waiting(pool)).isZero();
    Thread closer = new Thread(calls::close);
    closer.start();
    closer.join(50);
    assertThat(closer.isAlive()).isTrue();
    door.open.countDown();
    closer.join();
  }

  @Test
  void aLimitIsAtLeastOne() {
    twoOfTwo(WhenFull.REJECT);
    assertThatThrownBy(() -> new CallLimit(0, WhenFull.SHED))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
