package dev.headrace.runtime;

import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Ticker;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs batches that need an instance of each of several resources. */
final class CombinedRunner extends Runner<Instances> {
  private final CombinedLeases leases;

  /** Null if none of the resources limits its callers: then batches run on the caller's thread. */
  private final @Nullable ScheduledRunner<Instances> threads;

  private CombinedRunner(String name, CombinedLeases leases, int atATime) {
    super(name);
    this.leases = leases;
    this.threads =
        atATime == 0 ? null : new ScheduledRunner<>(name, atATime, 1, leases, Ticker.SYSTEM);
  }

  static CombinedRunner of(List<Runner<?>> runners) {
    String name = runners.stream().map(runner -> runner.name).collect(Collectors.joining("+"));
    int atATime = runners.stream()
        .mapToInt(Runner::instances)
        .filter(instances -> instances > 0)
        .min()
        .orElse(0);
    return new CombinedRunner(name, new CombinedLeases(runners), atATime);
  }

  @Override
  void submit(StepRequest<Instances, ?> request) {
    if (threads != null) {
      threads.submit(request);
      return;
    }
    Held<Instances> held;
    try {
      held = leases.take().held(); // nothing to release: these take any number of callers
    } catch (Throwable e) {
      request.refuse(e);
      return;
    }
    request.runHere(held);
  }

  @Override
  Set<Party> needs() {
    return threads == null ? leases.lessors() : threads.needs();
  }

  @Override
  void cancel(StepRequest<Instances, ?> request) {
    if (threads != null) {
      threads.cancel(request);
    }
  }

  @Override
  Hold<Instances> hold(Flow flow) throws Throwable {
    return leases.take();
  }

  @Override
  int instances() {
    return threads == null ? 0 : threads.instances();
  }

  @Override
  int waiting() {
    return threads == null ? 0 : threads.waiting();
  }

  @Override
  void close() {
    if (threads != null) {
      threads.close();
    }
  }
}
