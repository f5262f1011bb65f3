package dev.headrace.runtime;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.Deadlocks;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Lease;
import dev.headrace.runtime.internal.Ticker;
import dev.headrace.runtime.internal.Workers;
import java.util.Set;

/**
 * Runs batches on the instances' own threads, across calls and pipelines.
 *
 * @param <R> the type of the instances
 */
final class ScheduledRunner<R> extends Runner<R> {
  private final Workers<Held<R>> workers;
  private final BatchLimit leases = new BatchLimit(1, 0);

  ScheduledRunner(
      String name,
      int instances,
      int callsPerInstance,
      Workers.Source<Held<R>> source,
      Ticker ticker) {
    super(name);
    this.workers = new Workers<>(name, instances, callsPerInstance, source, ticker);
  }

  @Override
  void submit(StepRequest<R, ?> request) {
    workers.queue().submit(request);
  }

  @Override
  void cancel(StepRequest<R, ?> request) {
    workers.queue().cancel(request);
  }

  @Override
  Set<Party> needs() {
    return Set.of(workers);
  }

  @Override
  Hold<R> hold(Flow flow) throws Throwable {
    if (workers.isOnlyThread()) {
      throw new HeadraceException(Deadlocks.refusal(workers, workers));
    }
    Lease<Held<R>> lease = new Lease<>(leases, flow);
    try {
      workers.queue().submit(lease);
      return new Hold<>(lease.await(workers), lease::release);
    } catch (Throwable e) {
      lease.release(); // whenever it is granted
      throw e;
    }
  }

  @Override
  int instances() {
    return workers.most();
  }

  @Override
  void close() {
    workers.close(new ClosedException(name));
  }

  @Override
  int waiting() {
    return workers.queue().waiting();
  }

  @Override
  long pauseNanos() {
    return workers.pauseNanos();
  }

  /** Lets those who wait for company look at the clock. */
  void tick() {
    workers.queue().tick();
  }
}
