package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that are let go together: all of them go, whatever becomes of those that are to wake others. */
@Timeout(1_200)
class WaitersTest {
  private static final int TIMES = Integer.getInteger("headrace.stress", 40_000) / 20;
  private static final int THREADS = 20;

  private final Phaser rounds = new Phaser(THREADS + 1);
  private final Waiter[] waiters = new Waiter[THREADS];
  private final AtomicInteger interrupts = new AtomicInteger();
  private volatile boolean more = true;

  @Test
  void all_go_though_some_are_interrupted_meanwhile() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int place = i;
      Thread thread = new Thread(() -> waitAgain(place));
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    Random random = new Random(1);
    for (int round = 0; round < TIMES; round++) {
      arrive(); // the last round's have gone
      arrive(); // this one's are known
      for (int spins = random.nextInt(20_000); spins > 0; spins--) {
        Thread.onSpinWait(); // so that all of them are parked, some, or none
      }
      threads.get(random.nextInt(THREADS)).interrupt();
      Waiters together = new Waiters();
      for (Waiter waiter : waiters) {
        together.add(waiter);
      }
      together.release();
    }
    more = false;
    arrive();
    arrive();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(interrupts).hasPositiveValue();
  }

  private void waitAgain(int place) {
    while (true) {
      rounds.arriveAndAwaitAdvance();
      boolean last = !more;
      Waiter waiter = new Waiter();
      waiters[place] = waiter;
      rounds.arriveAndAwaitAdvance();
      if (last) {
        return;
      }
      try {
        waiter.await();
      } catch (InterruptedException e) {
        interrupts.incrementAndGet();
      }
    }
  }

  private void arrive() throws Exception {
    rounds.awaitAdvanceInterruptibly(rounds.arrive(), 60, TimeUnit.SECONDS); // or somebody hangs
  }

  /** With all of its carriers at work, a virtual thread is not to be relied upon. */
  @Test
  void a_virtual_thread_wakes_nobody() throws Exception {
    Method start = Stream.of(Thread.class.getMethods())
        .filter(method -> method.getName().equals("startVirtualThread"))
        .findAny()
        .orElse(null);
    assumeTrue(start != null, "no virtual threads before Java 21");
    CountDownLatch platformGone = new CountDownLatch(3);
    CountDownLatch virtualGone = new CountDownLatch(1);
    Waiter[] four = {new Waiter(), new Waiter(), new Waiter(), new Waiter()};
    for (int i = 0; i < 3; i++) {
      new Thread(waiting(four[i], platformGone)).start();
    }
    Thread virtual = (Thread) start.invoke(null, waiting(four[3], virtualGone));
    while (!(four[0].isParked() && four[1].isParked() && four[2].isParked())
        || virtual.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    int carriers = Runtime.getRuntime().availableProcessors();
    CountDownLatch busy = new CountDownLatch(carriers);
    try {
      for (int i = 0; i < carriers; i++) {
        start.invoke(null, (Runnable) () -> {
          busy.countDown();
          while (more) {
            Thread.onSpinWait();
          }
        });
      }
      busy.await();
      Waiters together = new Waiters();
      for (Waiter waiter : four) {
        together.add(waiter); // who comes last wakes others first
      }
      together.release();
      assertThat(platformGone.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(virtualGone.getCount()).isOne();
    } finally {
      more = false;
    }
    assertThat(virtualGone.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static Runnable waiting(Waiter waiter, CountDownLatch gone) {
    return () -> {
      try {
        waiter.await();
        gone.countDown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // which leaves the count
      }
    };
  }
}
