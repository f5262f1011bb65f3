package dev.headrace.micrometer;

import dev.headrace.runtime.Device;
import dev.headrace.runtime.Listeners;
import dev.headrace.runtime.PipelineListener;
import dev.headrace.runtime.ResourceSnapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells a registry what all pipelines of this JVM do, until it is closed.
 *
 * <ul>
 *   <li>by {@code node} and {@code device}: {@code headrace.batch.size} (elements), {@code headrace.batch.wait} (how long the
 *       oldest element waited), {@code headrace.batch.run}, and {@code headrace.batch.failures} (calls that threw);
 *   <li>by {@code resource}: {@code headrace.waiting} (elements in the queue), {@code headrace.instances}, {@code
 *       headrace.in.flight} (batches that run), and {@code headrace.occupancy} (that, as a part of what can run at a time).
 * </ul>
 *
 * <p>The figures of all resources that are open begin when the first instance of any of them is built; of those that steps use
 * together too, by their names joined by {@code +}. Pools of one name count together. A registry that is bound twice, here or
 * by others of these, hears of everything once. Thread-safe.
 */
public final class HeadraceMetrics implements MeterBinder, AutoCloseable {
  /** Of all registries that are bound: guards itself, and whoever binds them. */
  private static final Map<MeterRegistry, Recorder> RECORDERS = new HashMap<>();

  private final Set<MeterRegistry> registries = new HashSet<>();

  /** Metrics that no registry hears of yet. */
  public HeadraceMetrics() {}

  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (RECORDERS) {
      if (!registries.add(registry)) {
        return;
      }
      Recorder recorder = RECORDERS.computeIfAbsent(registry, Recorder::new);
      if (recorder.bound++ > 0) {
        return;
      }
      Listeners.add(recorder);
      if (ResourceSnapshot.all().stream().anyMatch(snapshot -> snapshot.instances() > 0)) {
        recorder.watchOpen();
      }
    }
  }

  /** Stops, unless others have bound a registry too; what the registries have stays there. */
  @Override
  public void close() {
    synchronized (RECORDERS) {
      for (MeterRegistry registry : registries) {
        Recorder recorder = Objects.requireNonNull(RECORDERS.get(registry));
        if (--recorder.bound == 0) {
          Listeners.remove(recorder);
          RECORDERS.remove(registry);
        }
      }
      registries.clear();
    }
  }

  /** Meters are looked up once per node and device: a batch may take microseconds. */
  private static final class Recorder implements PipelineListener {
    private final MeterRegistry registry;
    private final Map<Key, Meters> meters = new ConcurrentHashMap<>();
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private int bound; // how often; guarded by the recorders

    private record Key(String node, String device) {}

    private record Meters(DistributionSummary size, Timer waited, Timer ran, Counter failures) {}

    Recorder(MeterRegistry registry) {
      this.registry = registry;
    }

    @Override
    public void instanceCreated(String resource, Device device) {
      watchOpen();
    }

    void watchOpen() {
      ResourceSnapshot.all().stream()
          .filter(snapshot -> snapshot.maxInFlight() > 0 || snapshot.instances() > 0)
          .forEach(snapshot -> watch(snapshot.resource()));
    }

    /** A resource's gauges are registered once: for another instance Micrometer would warn. A registry keeps those of before. */
    private void watch(String resource) {
      if (!watched.add(resource)
          || registry.find("headrace.waiting").tag("resource", resource).gauge() != null) {
        return;
      }
      gauge("headrace.waiting", resource, "elements that wait", ResourceSnapshot::waiting);
      gauge("headrace.instances", resource, "instances", ResourceSnapshot::instances);
      gauge("headrace.in.flight", resource, "batches that run", ResourceSnapshot::inFlight);
      Gauge.builder("headrace.occupancy", resource, HeadraceMetrics::occupancy)
          .strongReference(true)
          .tag("resource", resource)
          .description("the part of its batches at a time that run; NaN if it takes any number")
          .register(registry);
    }

    private void gauge(
        String name,
        String resource,
        String description,
        ToDoubleFunction<ResourceSnapshot> figure) {
      Gauge.builder(name, resource, r -> sum(r, figure))
          .strongReference(true)
          .tag("resource", resource)
          .description(description)
          .register(registry);
    }

    @Override
    public void batch(
        String node,
        int size,
        long waitNanos,
        long runNanos,
        Device device,
        @Nullable Throwable failure) {
      Meters of = meters.computeIfAbsent(new Key(node, device.toString()), this::meters);
      of.size().record(size);
      of.waited().record(waitNanos, TimeUnit.NANOSECONDS);
      of.ran().record(runNanos, TimeUnit.NANOSECONDS);
      if (failure != null) {
        of.failures().increment();
      }
    }

    private Meters meters(Key key) {
      String[] tags = {"node", key.node(), "device", key.device()};
      return new Meters(
          DistributionSummary.builder("headrace.batch.size")
              .tags(tags)
              .baseUnit("elements")
              .register(registry),
          Timer.builder("headrace.batch.wait").tags(tags).register(registry),
          Timer.builder("headrace.batch.run").tags(tags).register(registry),
          Counter.builder("headrace.batch.failures").tags(tags).register(registry));
    }
  }

  private static double sum(String resource, ToDoubleFunction<ResourceSnapshot> figure) {
    return ResourceSnapshot.all().stream()
        .filter(snapshot -> snapshot.resource().equals(resource))
        .mapToDouble(figure)
        .sum();
  }

  private static double occupancy(String resource) {
    double most = sum(resource, ResourceSnapshot::maxInFlight);
    return most == 0 ? Double.NaN : sum(resource, ResourceSnapshot::inFlight) / most;
  }
}
