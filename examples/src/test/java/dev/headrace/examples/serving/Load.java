package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Ways to ask a batcher, and what is measured of each. Every answer is checked. */
final class Load {
  private Load() {}

  private static void check(long item, long result) {
    if (result != item * 31 + 7) {
      throw new AssertionError(item + " gave " + result);
    }
  }

  /** Items per second of callers that ask again as soon as they have their answer. */
  static double closed(Batcher batcher, int callers, double seconds) {
    LongAdder done = new LongAdder();
    long start = System.nanoTime();
    long from = start + (long) (seconds * 0.2e9); // warm by then
    long end = start + (long) (seconds * 1.2e9);
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < callers; c++) {
      long first = c * 1_000_000L;
      Thread thread = new Thread(() -> {
        for (long item = first, now = start; now < end; item++) {
          check(item, batcher.call(item));
          now = System.nanoTime();
          if (now >= from && now < end) {
            done.increment();
          }
        }
      });
      threads.add(thread);
      thread.start();
    }
    threads.forEach(Load::join);
    return done.sum() / seconds;
  }

  /** Items per second of one caller that keeps so many calls under way. */
  static double async(Batcher batcher, int outstanding, double seconds) {
    Semaphore room = new Semaphore(outstanding);
    LongAdder done = new LongAdder();
    long start = System.nanoTime();
    long from = start + (long) (seconds * 0.2e9);
    long end = start + (long) (seconds * 1.2e9);
    for (long item = 0; System.nanoTime() < end; item++) {
      room.acquireUninterruptibly();
      long asked = item;
      var unused = batcher.submit(item).thenAccept(result -> {
        check(asked, result);
        long now = System.nanoTime();
        if (now >= from && now < end) {
          done.increment();
        }
        room.release();
      });
    }
    room.acquireUninterruptibly(outstanding);
    return done.sum() / seconds;
  }

  /** Median nanoseconds of a call that nothing else goes with. */
  static double lone(Batcher batcher, int calls) {
    long[] times = new long[calls];
    for (int i = -calls / 4; i < calls; i++) {
      LockSupport.parkNanos(500_000);
      long start = System.nanoTime();
      check(i, batcher.call(i));
      if (i >= 0) {
        times[i] = System.nanoTime() - start;
      }
    }
    return percentile(times, 0.5);
  }

  /**
   * What an item costs of CPU time, in nanoseconds, and of memory, in bytes, from several threads of which each waits
   * for its calls whenever it has made 256. What the model itself costs is not counted, nor the compiler's threads.
   */
  static double[] cost(Batcher batcher, int submitters, int itemsEach) {
    Runnable model = () -> {
      SimulatedModel free = new SimulatedModel(0, 0);
      List<Long> batch = LongStream.range(0, Batcher.MOST).boxed().toList();
      for (int i = 0; i < itemsEach; i += Batcher.MOST) {
        free.apply(batch);
      }
    };
    Runnable calls = () -> {
      CompletableFuture<?>[] underWay = new CompletableFuture<?>[256];
      for (int first = 0; first < itemsEach; first += underWay.length) {
        int n = Math.min(underWay.length, itemsEach - first);
        for (int i = 0; i < n; i++) {
          underWay[i] = batcher.submit(i & 127); // boxed without an object
        }
        for (int i = n - 1; i >= 0; i--) {
          underWay[i].join();
        }
      }
    };
    costOnce(model, submitters); // warms up
    for (int i = 0; i < 3; i++) {
      costOnce(calls, submitters);
    }
    double[] own = costOnce(model, submitters);
    double[] all = costOnce(calls, submitters);
    double items = (double) submitters * itemsEach;
    return new double[] {(all[0] - own[0]) / items, (all[1] - own[1]) / items};
  }

  private static double[] costOnce(Runnable work, int workers) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    CountDownLatch ready = new CountDownLatch(workers);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(workers);
    CountDownLatch counted = new CountDownLatch(1);
    for (int w = 0; w < workers; w++) {
      new Thread(() -> {
            ready.countDown();
            join(go);
            work.run();
            done.countDown();
            join(counted); // its allocations are counted while it lives
          })
          .start();
    }
    join(ready);
    long bytes = sum(threads.getThreadAllocatedBytes(threads.getAllThreadIds()));
    long cpu = sum(threads.getThreadCpuTime(threads.getAllThreadIds()));
    go.countDown();
    join(done);
    double[] cost = {
      sum(threads.getThreadCpuTime(threads.getAllThreadIds())) - cpu,
      sum(threads.getThreadAllocatedBytes(threads.getAllThreadIds())) - bytes
    };
    counted.countDown();
    return cost;
  }

  private static long sum(long[] ofThreads) {
    return Arrays.stream(ofThreads).filter(some -> some > 0).sum(); // -1 if one has ended
  }

  /** When calls arrive: a Poisson process, the same for everyone who asks with the same seed. */
  static long[] arrivals(double perSecond, double seconds, int seed) {
    Random random = new Random(seed);
    long[] times = new long[(int) (perSecond * seconds)];
    double at = 0;
    for (int i = 0; i < times.length; i++) {
      at -= Math.log(1 - random.nextDouble()) / perSecond * 1e9;
      times[i] = (long) at;
    }
    return times;
  }

  /** The 99th percentile in nanoseconds, from when a call should have been made to its answer. */
  static double open(Batcher batcher, long[] arrivals) {
    long[] latencies = new long[arrivals.length];
    CountDownLatch done = new CountDownLatch(arrivals.length);
    AtomicInteger wrong = new AtomicInteger();
    long start = System.nanoTime() + 1_000_000;
    for (int i = 0; i < arrivals.length; i++) {
      long due = start + arrivals[i];
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int call = i;
      var unused = batcher.submit(i).whenComplete((result, failure) -> {
        latencies[call] = System.nanoTime() - due;
        if (failure != null || result != call * 31L + 7) {
          wrong.incrementAndGet();
        }
        done.countDown();
      });
    }
    join(done);
    if (wrong.get() > 0) {
      throw new AssertionError(wrong + " calls went wrong");
    }
    return percentile(latencies, 0.99);
  }

  /** The same of an imagined greedy batcher that itself costs nothing. */
  static double greedyBound(long[] arrivals, double perCall, double perItem) {
    long[] latencies = new long[arrivals.length];
    double free = 0;
    for (int next = 0; next < arrivals.length; ) {
      double begin = Math.max(free, arrivals[next]);
      int to = next;
      while (to < arrivals.length && arrivals[to] <= begin && to - next < Batcher.MOST) {
        to++;
      }
      free = begin + perCall + perItem * (to - next);
      for (; next < to; next++) {
        latencies[next] = (long) free - arrivals[next];
      }
    }
    return percentile(latencies, 0.99);
  }

  static double percentile(long[] values, double p) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * p))];
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
