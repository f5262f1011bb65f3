package dev.headrace.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A model that multiplies by ten, can be held up, and complains if two threads use it at once. */
final class Model implements AutoCloseable {
  /** Opened by the test where a batch is to wait. */
  static final class Door {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);
  }

  final AtomicBoolean busy = new AtomicBoolean();
  final AtomicBoolean closed = new AtomicBoolean();
  final AtomicInteger calls = new AtomicInteger();

  List<Integer> times10(List<Integer> xs) {
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("two threads in one instance");
    }
    try {
      calls.incrementAndGet();
      List<Integer> results = new ArrayList<>();
      xs.forEach(x -> results.add(x * 10));
      return results;
    } finally {
      busy.set(false);
    }
  }

  @Override
  public void close() {
    closed.set(true);
  }

  /** A step that stands in the door if one of its elements is negative. */
  static BatchStep<Model, Integer> times10(int max, Door door) {
    return BatchStep.<Model, Integer>named("times10").maxBatchSize(max).calling((model, batch) -> {
      List<Integer> xs = batch.column(0);
      if (xs.contains(-1)) {
        door.entered.countDown();
        door.open.await();
      }
      return model.times10(xs);
    });
  }

  static BatchStep<Model, Integer> times10(int max) {
    return times10(max, new Door());
  }

  static ResourcePool<Model> pool(int instances) {
    return ResourcePool.open(
        new ResourceSpec("Model", 0, instances, 1), new Object(), device -> new Model());
  }

  static int waiting(ResourcePool<?> pool) {
    return ((ScheduledRunner<?>) pool.runner()).waiting();
  }

  static List<Integer> range(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  /** Whether a thread waits, be it that it looks now and then for how long. */
  static boolean isWaiting(Thread thread) {
    return List.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState());
  }

  /** Waits for what another thread is about to do, without sleeping. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it never happened");
      }
      Thread.yield();
    }
  }
}
