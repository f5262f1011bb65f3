package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnceTest {
  private final AtomicInteger builds = new AtomicInteger();

  @Test
  void itIsComputedAtFirstNeedAndOnce() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Once<Integer> once = Once.of("index", () -> {
      open.await();
      return builds.incrementAndGet();
    });
    assertThat(once.isDone()).isFalse();
    List<Thread> threads = new ArrayList<>();
    AtomicInteger sum = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> sum.addAndGet(once.get()));
      threads.add(thread);
      thread.start();
    }
    until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    open.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(sum).hasValue(8);
    assertThat(once.isDone()).isTrue();
  }

  @Test
  void aFailureReachesWhoWaitsAndIsForgotten() {
    CountDownLatch open = new CountDownLatch(1);
    Once<Integer> once = Once.of("index", () -> {
      open.await();
      if (builds.incrementAndGet() == 1) {
        throw new IllegalStateException("no disk");
      }
      return builds.get();
    });
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Integer> result = new CompletableFuture<>();
      results.add(result);
      Thread thread = new Thread(() -> {
        try {
          result.complete(once.get());
        } catch (NodeException e) {
          result.completeExceptionally(e);
        }
      });
      threads.add(thread);
      thread.start();
    }
    until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    open.countDown();
    assertThat(results)
        .allSatisfy(result -> assertThatThrownBy(result::join)
            .cause()
            .isInstanceOf(NodeException.class)
            .hasMessage("index failed: IllegalStateException: no disk"));
    assertThat(once.get()).isEqualTo(2);
  }

  @Test
  void anInterruptOfWhoComputesItReachesNobodyElse() throws Exception {
    CountDownLatch computing = new CountDownLatch(1);
    Once<Integer> once = Once.of("index", () -> {
      if (builds.getAndIncrement() == 0) {
        computing.countDown();
        new CountDownLatch(1).await();
      }
      return 7;
    });
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread first = new Thread(() -> {
      assertThatThrownBy(once::get).hasRootCauseInstanceOf(InterruptedException.class);
      stillInterrupted.set(Thread.currentThread().isInterrupted());
    });
    first.start();
    computing.await();
    AtomicInteger sum = new AtomicInteger();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread other = new Thread(() -> sum.addAndGet(once.get()));
      others.add(other);
      other.start();
    }
    until(() -> others.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    first.interrupt();
    first.join();
    for (Thread other : others) {
      other.join();
    }
    assertThat(sum).hasValue(21);
    assertThat(builds).hasValue(2);
    assertThat(stillInterrupted).isTrue();
  }

  @Test
  void whatIsMissingComesThroughAsItIs() {
    InputValue<String> input = InputValue.unbound("passages");
    assertThatThrownBy(Once.of("index", input::get)::get)
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aValueThatNeedsItselfSaysSo() {
    List<Once<Integer>> self = new ArrayList<>();
    self.add(Once.of("index", () -> self.get(0).get()));
    assertThatThrownBy(self.get(0)::get)
        .hasRootCauseMessage(
            "a step or constructor that makes index calls what needs index, and would wait for itself"
                + " forever. Fix: take what is needed as a parameter, or as a step (@Use)");
  }

  @Test
  void itMayBeNull() {
    Once<Object> once = Once.of("nothing", () -> {
      builds.incrementAndGet();
      return null;
    });
    assertThat(once.get()).isNull();
    assertThat(once.get()).isNull();
    assertThat(builds).hasValue(1);
  }

  @Test
  void aProvidedValueIsNotComputed() {
    Once<Integer> once = Once.of("index", builds::incrementAndGet);
    once.provide(7);
    assertThat(once.get()).isEqualTo(7);
    assertThat(builds).hasValue(0);
    assertThatThrownBy(() -> once.provide(8)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void valuesAreClosedTheLastFirst() {
    List<String> closed = new ArrayList<>();
    Once<AutoCloseable> first = Once.of("first", () -> () -> closed.add("first"));
    Once<AutoCloseable> broken = Once.of("broken", () -> () -> {
      throw new Exception("cannot");
    });
    Once<AutoCloseable> never = Once.of("never", () -> () -> closed.add("never"));
    Once<AutoCloseable> last = Once.of("last", () -> () -> closed.add("last"));
    assertThat(List.of(first.get(), broken.get(), last.get())).doesNotContainNull();
    Once.closeAll(first, broken, never, last);
    Once.closeAll(first, broken, never, last);
    assertThat(closed).containsExactly("last", "first");
    assertThatThrownBy(first::get)
        .isInstanceOf(ClosedException.class)
        .hasMessage("first is closed");
    assertThatThrownBy(never::get)
        .isInstanceOf(ClosedException.class)
        .hasMessage("never is closed");
  }

  @Test
  void whoeverClosesAValueMeanwhileWaitsUntilItIsClosed() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    List<Once<AutoCloseable>> self = new ArrayList<>();
    self.add(Once.of("index", () -> () -> {
      self.get(0).close(); // which does not wait for itself
      closing.countDown();
      open.await();
      closed.set(true);
    }));
    Once<AutoCloseable> index = self.get(0);
    assertThat(index.get()).isNotNull();
    Thread first = new Thread(index::close);
    first.start();
    closing.await();
    AtomicBoolean closedBefore = new AtomicBoolean();
    AtomicBoolean stays = new AtomicBoolean();
    Thread second = new Thread(() -> {
      Thread.currentThread().interrupt();
      index.close();
      closedBefore.set(closed.get());
      stays.set(Thread.interrupted());
    });
    second.start();
    until(() -> second.getState() == Thread.State.WAITING || !second.isAlive());
    open.countDown();
    second.join();
    first.join();
    assertThat(closedBefore).isTrue();
    assertThat(stays).isTrue();
  }

  @Test
  void aValueThatIsClosedWhileItIsComputedIsClosedAfterwards() {
    CountDownLatch building = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Once<AutoCloseable> once = Once.of("index", () -> {
      building.countDown();
      open.await();
      return closed::countDown;
    });
    CompletableFuture<AutoCloseable> result = CompletableFuture.supplyAsync(once::get);
    until(() -> building.getCount() == 0);
    once.close();
    open.countDown();
    assertThatThrownBy(result::join)
        .cause()
        .isInstanceOf(ClosedException.class)
        .hasMessage("index is closed");
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void inputsAreBoundDefaultOrMissing() {
    InputValue<Integer> given = InputValue.of("k", 3);
    InputValue<Integer> byDefault = InputValue.byDefault("k", builds::incrementAndGet);
    InputValue<Integer> unbound = InputValue.unbound("k");
    assertThat(given.get()).isEqualTo(3);
    assertThat(byDefault.get() + byDefault.get()).isEqualTo(2);
    assertThat(given.isBound() && byDefault.isBound()).isTrue();
    assertThat(unbound.isBound()).isFalse();
    assertThat(unbound.name()).isEqualTo("k");
    assertThatThrownBy(unbound::get).hasMessage("input 'k' is not bound. Fix: builder().k(...)");
    assertThatThrownBy(InputValue.byDefault("k", () -> {
          throw new IllegalStateException("no");
        })::get)
        .hasMessage("k failed: IllegalStateException: no");
  }
}
