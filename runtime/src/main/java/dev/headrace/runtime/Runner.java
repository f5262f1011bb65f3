package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How the batches of a pool meet its instances.
 *
 * @param <R> the type of the instances
 */
abstract class Runner<R extends @Nullable Object> {
  private static final AtomicLong IDS = new AtomicLong();

  /** The one order in which several instances are leased, so that no two holders wait for each other. */
  final long id = IDS.incrementAndGet();

  final String name;
  private final Map<BatchStep<?, ?>, BatchLimit> limits =
      new WeakHashMap<>(); // steps have identity

  private final Map<BatchStep<?, ?>, Meter> meters = new WeakHashMap<>(); // guarded by itself

  Runner(String name) {
    this.name = name;
  }

  /** How large the batches of a step may be on these instances. */
  final BatchLimit limit(BatchStep<?, ?> step) {
    synchronized (limits) {
      return limits.computeIfAbsent(
          step,
          s -> new BatchLimit(s.maxBatchSize(), s.maxDelayNanos(), s.maxBatchCost(), s.isPadded()));
    }
  }

  /** What counts the batches of a step on these instances. */
  final Meter meter(BatchStep<?, ?> step) {
    synchronized (meters) {
      return meters.computeIfAbsent(step, s -> new Meter(s.name(), s.maxBatchSize()));
    }
  }

  /** What has been counted; {@code built} instances are there. */
  final ResourceSnapshot snapshot(int built, ResourceSnapshot.Health health) {
    List<Meter> all;
    synchronized (meters) {
      all = List.copyOf(meters.values());
    }
    return new ResourceSnapshot(
        name,
        built,
        instances(),
        all.stream().mapToInt(Meter::inFlight).sum(),
        waiting(),
        all.stream()
            .map(Meter::snapshot)
            .sorted(Comparator.comparing(ResourceSnapshot.Step::node))
            .toList(),
        health);
  }

  /** For how long no instance is tried, as the last one could not be built. */
  long pauseNanos() {
    return 0;
  }

  /** How many elements wait for an instance. */
  int waiting() {
    return 0;
  }

  /** Runs a request's elements now or later; each gets its result or its failure. */
  abstract void submit(StepRequest<R, ?> request);

  /** Who has to do something before a request goes on, besides whoever submits it. */
  Set<Party> needs() {
    return Set.of();
  }

  /** Takes what is left of a request out of the queue. */
  void cancel(StepRequest<R, ?> request) {}

  /**
   * Holds an instance for a while; throws what its construction threw.
   *
   * @param flow who holds it
   */
  abstract Hold<R> hold(Flow flow) throws Throwable;

  /** How many can be held at a time; 0 for as many as one likes. */
  abstract int instances();

  abstract void close();

  /**
   * An instance that is held.
   *
   * @param <R> the type of the instance
   */
  record Hold<R extends @Nullable Object>(Held<R> held, Runnable release) {}
}
