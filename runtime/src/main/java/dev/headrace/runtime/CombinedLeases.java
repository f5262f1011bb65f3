package dev.headrace.runtime;

import dev.headrace.runtime.Runner.Hold;
import dev.headrace.runtime.internal.BatchQueue;
import dev.headrace.runtime.internal.Cut;
import dev.headrace.runtime.internal.Deadlocks.Party;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes one instance of each of several resources for every batch. All holders take them in one order, so none waits
 * for another in a circle (Havender's ordering); those that any number may use come first, as building them may take
 * one of the others. The batch is cut when all are held.
 */
final class CombinedLeases implements Workers.Source<Held<Instances>> {
  private final List<Runner<?>> runners;
  private final List<Runner<?>> order;
  private final Flow flow =
      Flow.ofCalls(); // what all its batches have of each resource is one share

  CombinedLeases(List<Runner<?>> runners) {
    this.runners = List.copyOf(runners);
    this.order = runners.stream()
        .distinct()
        .sorted(Comparator.comparing((Runner<?> runner) -> runner.instances() > 0)
            .thenComparingLong(runner -> runner.id))
        .toList();
  }

  /** Nothing is held yet. */
  @Override
  public Held<Instances> open() {
    return Held.onCpu(new NoInstances());
  }

  @Override
  public void close(Held<Instances> held) {}

  @Override
  public @Nullable ClassLoader contextClassLoader() {
    return Thread.currentThread().getContextClassLoader();
  }

  @Override
  public void serve(BatchQueue<Held<Instances>> queue, Held<Instances> nothing) {
    while (queue.awaitReady()) {
      Runnable notice = () -> {};
      Cut<Held<Instances>> cut = null;
      try {
        Hold<Instances> hold = take();
        try {
          cut = queue.poll();
          if (cut != null) {
            notice = cut.run(hold.held());
          }
        } finally {
          hold.release().run();
        }
      } catch (Throwable e) {
        queue.failAll(e);
      }
      Workers.end(queue, cut, notice);
    }
  }

  @Override
  public Set<Party> lessors() {
    Set<Party> lessors = new HashSet<>();
    order.forEach(runner -> lessors.addAll(runner.needs()));
    return lessors;
  }

  /** Holds one of each; throws what a construction threw, holding none. */
  Hold<Instances> take() throws Throwable {
    IdentityHashMap<Runner<?>, Held<?>> held = new IdentityHashMap<>();
    Deque<Runnable> releases = new ArrayDeque<>();
    try {
      for (Runner<?> runner : order) {
        Hold<?> hold = runner.hold(flow);
        releases.push(hold.release());
        held.put(runner, hold.held());
      }
      List<Held<?>> inOrder = new ArrayList<>();
      runners.forEach(runner -> inOrder.add(held.get(runner)));
      return new Hold<>(
          new Held<>(new AllInstances(inOrder), device(inOrder), () -> {}),
          () -> releases.forEach(Runnable::run));
    } catch (Throwable e) {
      releases.forEach(Runnable::run);
      throw e;
    }
  }

  private static Device device(List<Held<?>> held) {
    return held.stream().map(Held::device).filter(Device::isGpu).findFirst().orElse(Device.cpu());
  }

  private record AllInstances(List<Held<?>> held) implements Instances {
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // generated code knows the position's type
    public <R> R get(int position) {
      return (R) held.get(position).instance();
    }
  }

  private record NoInstances() implements Instances {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <R> R get(int position) {
      throw new IllegalStateException("nothing is held");
    }
  }
}
