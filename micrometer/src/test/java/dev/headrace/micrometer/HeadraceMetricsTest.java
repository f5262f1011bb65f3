package dev.headrace.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.BatchStep;
import dev.headrace.runtime.Calls;
import dev.headrace.runtime.Chunk;
import dev.headrace.runtime.Instances;
import dev.headrace.runtime.ResourcePool;
import dev.headrace.runtime.ResourceSpec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeadraceMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private final BatchStep<Object, Integer> step = BatchStep.<Object, Integer>named("doubled")
      .maxBatchSize(4)
      .calling((model, batch) -> {
        List<Integer> xs = batch.column(0);
        if (xs.contains(-1)) {
          entered.countDown();
          open.await();
        } else if (xs.contains(13)) {
          throw new IllegalArgumentException("unlucky");
        }
        return xs.stream().map(x -> x * 2).toList();
      });

  private final class Doubled extends Chunk<Integer> {
    private final ResourcePool<Object> pool;
    private final List<Integer> xs;
    private List<Integer> results;

    Doubled(ResourcePool<Object> pool, List<Integer> xs) {
      super("doubled", false, xs.size());
      this.pool = pool;
      this.xs = xs;
    }

    @Override
    protected boolean stage(int stage) {
      if (stage == 0) {
        results = batch(step, pool, rows(), xs);
      }
      return stage == 0;
    }

    @Override
    protected List<Integer> results() {
      return results;
    }
  }

  private static ResourcePool<Object> pool() {
    return ResourcePool.open(
        new ResourceSpec("Doubler", 0, 2, 1), new Object(), device -> new Object());
  }

  @Test
  void batchesAndResourcesAreMetered() throws Exception {
    try (ResourcePool<Object> pool = pool();
        HeadraceMetrics metrics = new HeadraceMetrics()) {
      metrics.bindTo(registry);
      assertThat(new Doubled(pool, List.of(1, 2, 3, 4, 5)).column()).hasSize(5);
      assertThat(new Doubled(pool, List.of(13)).outcomes().get(0).isFailure()).isTrue();
      assertThat(registry
              .get("headrace.batch.size")
              .tag("node", "doubled")
              .summary()
              .totalAmount())
          .isEqualTo(6);
      assertThat(registry.get("headrace.batch.run").tag("device", "cpu").timer().count())
          .isEqualTo(3);
      assertThat(registry.get("headrace.batch.wait").timer().totalTime(TimeUnit.NANOSECONDS))
          .isPositive();
      assertThat(registry.get("headrace.batch.failures").counter().count()).isEqualTo(1);

      CompletableFuture<Integer> running = new Calls("Test").async(new Doubled(pool, List.of(-1)));
      entered.await();
      assertThat(gauge("headrace.in.flight")).isEqualTo(1);
      assertThat(gauge("headrace.occupancy")).isEqualTo(0.5);
      assertThat(gauge("headrace.instances")).isBetween(1.0, 2.0);
      assertThat(gauge("headrace.waiting")).isZero();
      open.countDown();
      assertThat(running.join()).isEqualTo(-2);
    }
  }

  private double gauge(String name) {
    return registry.get(name).tag("resource", "Doubler").gauge().value();
  }

  @Test
  void nothingIsMeteredAfterItIsClosed() {
    HeadraceMetrics metrics = new HeadraceMetrics();
    metrics.bindTo(registry);
    metrics.close();
    try (ResourcePool<Object> pool = pool()) {
      assertThat(new Doubled(pool, List.of(1)).column()).containsExactly(2);
    }
    assertThat(registry.find("headrace.batch.size").summary()).isNull();
  }

  /** What Micrometer warns of meanwhile. */
  private static List<String> warnings(Runnable work) {
    Logger micrometer = Logger.getLogger(MeterRegistry.class.getName());
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord entry) {
        logged.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    micrometer.setLevel(Level.ALL); // Micrometer warns of the first only
    micrometer.addHandler(handler);
    try {
      work.run();
    } finally {
      micrometer.removeHandler(handler);
      micrometer.setLevel(null);
    }
    return logged;
  }

  @Test
  void nothingIsRegisteredOrCountedTwice() {
    assertThat(warnings(() -> {
          try (ResourcePool<Object> pool = pool();
              ResourcePool<Object> other = pool();
              HeadraceMetrics metrics = new HeadraceMetrics()) {
            metrics.bindTo(registry);
            metrics.bindTo(registry);
            pool.warmUp();
            other.warmUp();
            assertThat(gauge("headrace.instances")).isEqualTo(2);
            assertThat(new Doubled(pool, List.of(1)).column()).containsExactly(2);
            assertThat(batches()).isEqualTo(1);
          }
        }))
        .isEmpty();
  }

  private long batches() {
    return registry.get("headrace.batch.size").summary().count();
  }

  @Test
  void whatTwoHaveBoundIsCountedOnceUntilBothAreClosed() {
    assertThat(warnings(() -> {
          HeadraceMetrics first = new HeadraceMetrics();
          first.bindTo(registry);
          try (ResourcePool<Object> pool = pool();
              HeadraceMetrics second = new HeadraceMetrics()) {
            second.bindTo(registry);
            assertThat(new Doubled(pool, List.of(1)).column()).containsExactly(2);
            assertThat(batches()).isEqualTo(1);
            first.close();
            assertThat(new Doubled(pool, List.of(1)).column()).containsExactly(2);
            assertThat(batches()).isEqualTo(2);
          }
          try (ResourcePool<Object> pool = pool()) {
            assertThat(new Doubled(pool, List.of(1)).column()).containsExactly(2);
            assertThat(batches()).isEqualTo(2);
            try (HeadraceMetrics third = new HeadraceMetrics()) { // which finds the gauges there
              third.bindTo(registry);
              assertThat(new Doubled(pool, List.of(1)).column()).containsExactly(2);
              assertThat(batches()).isEqualTo(3);
              assertThat(gauge("headrace.instances")).isEqualTo(1);
            }
          }
          assertThat(gauge("headrace.instances")).isZero();
        }))
        .isEmpty();
  }

  @Test
  void resourcesThatAreUsedTogetherAndThoseThatCannotBeBuiltAreSeen() {
    ResourceSpec down = new ResourceSpec("Down", 0, 1, 1);
    try (ResourcePool<Object> pool = pool();
        ResourcePool<Object> failing = ResourcePool.open(down, new Object(), device -> {
          throw new IllegalStateException("no file");
        });
        ResourcePool<Instances> together = ResourcePool.all(pool, failing);
        HeadraceMetrics metrics = new HeadraceMetrics()) {
      metrics.bindTo(registry);
      assertThatThrownBy(together::warmUp).hasMessageContaining("no file");
      pool.warmUp();
      for (String resource : List.of("Doubler+Down", "Down")) {
        assertThat(registry
                .get("headrace.waiting")
                .tag("resource", resource)
                .gauge()
                .value())
            .isZero();
      }
      assertThat(registry.find("headrace.waiting").gauges()).hasSize(3);
    }
  }

  @Test
  void instancesFromBeforeAreSeen() {
    try (ResourcePool<Object> pool = pool();
        HeadraceMetrics metrics = new HeadraceMetrics()) {
      pool.warmUp();
      metrics.bindTo(registry);
      assertThat(gauge("headrace.instances")).isEqualTo(1);
    }
  }
}
