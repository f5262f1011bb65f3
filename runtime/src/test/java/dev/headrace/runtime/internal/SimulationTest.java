package dev.headrace.runtime.internal;

import static dev.headrace.runtime.internal.Simulation.MICRO;
import static dev.headrace.runtime.internal.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.internal.Simulation.Latencies;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policy makes of its loads, under a virtual clock: a model of 2 ms and 50 µs for each of up to 64 elements. */
class SimulationTest {
  private static final long FIXED = 2_000 * MICRO;
  private static final long EACH = 50 * MICRO;
  private static final double FULL = 64e9 / (FIXED + 64 * EACH); // elements per second

  private final Flow calls = Flow.ofCalls();

  private static Simulation simulation(int seed) {
    return new Simulation(seed, 1, FIXED, EACH);
  }

  private static BatchLimit adaptive() {
    return new BatchLimit(64, 0);
  }

  private static BatchLimit greedy() {
    return new BatchLimit(64, 0, Long.MAX_VALUE, false, new Returns() {
      @Override
      long patience(long now, int waiting) {
        return 0;
      }
    });
  }

  private static double share(Simulation simulation, int together) {
    simulation.run(2 * SECOND);
    return simulation.done / 2.0 / (together * 1e9 / (FIXED + EACH * together));
  }

  @ParameterizedTest
  @CsvSource({"1,0.93", "2,0.93", "8,0.90", "32,0.87", "64,0.87", "128,0.90"})
  void callersThatComeBackShareFullBatches(int callers, double bar) {
    Simulation simulation = simulation(1);
    simulation.closed(adaptive(), calls, callers);
    assertThat(share(simulation, Math.min(64, callers))).isGreaterThan(bar);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 100})
  void oneAsynchronousCallerDoesNotAlternateBetweenSmallAndLargeBatches(int outstanding) {
    Simulation simulation = simulation(1);
    simulation.async(adaptive(), calls, outstanding);
    assertThat(share(simulation, Math.min(64, outstanding))).isGreaterThan(0.92);
  }

  @ParameterizedTest
  @CsvSource({"5,1", "20,2", "50,3", "80,4", "95,5"})
  void callsAtRandomTimesAreServedAsGreedily(int load, int seed) {
    double[] p50 = new double[2];
    double[] p99 = new double[2];
    for (int i = 0; i < 2; i++) {
      Simulation simulation = simulation(seed);
      simulation.poisson(i == 0 ? greedy() : adaptive(), calls, FULL * load / 100, latency -> {});
      simulation.run(4 * SECOND);
      p50[i] = simulation.latencies.millis(0.5);
      p99[i] = simulation.latencies.millis(0.99);
    }
    assertThat(p50[1]).isLessThan(p50[0] * 1.02);
    assertThat(p99[1]).isLessThan(p99[0] * 1.02);
  }

  @Test
  void aStreamLeavesRoomForCallsAndTakesTheRest() {
    Latencies alone = new Latencies();
    Simulation without = simulation(1);
    without.poisson(adaptive(), calls, FULL / 5, alone::add);
    without.run(10 * SECOND);
    Latencies beside = new Latencies();
    Simulation with = simulation(1);
    BatchLimit limit = adaptive();
    with.stream(limit, Flow.ofStream(), 4, 256);
    with.poisson(limit, calls, FULL / 5, beside::add);
    with.run(10 * SECOND);
    assertThat(beside.millis(0.99)).isLessThan(2 * alone.millis(0.99) + 5.2);
    assertThat(with.done / 10.0).isGreaterThan(0.9 * FULL);
  }

  @Test
  void aPipelineThatAsksForThousandsDoesNotKeepOthersWaiting() {
    Simulation simulation = simulation(1);
    BatchLimit limit = adaptive();
    BatchLimit another = adaptive();
    Latencies few = new Latencies();
    simulation.async(limit, calls, 2_000);
    simulation.poisson(another, Flow.ofCalls(), 100, few::add);
    simulation.run(10 * SECOND);
    assertThat(few.millis(0.99)).isLessThan(3 * 5.2);
  }

  @Test
  void aLongCallLetsShortOnesPass() {
    Simulation simulation = simulation(1);
    BatchLimit limit = adaptive();
    Latencies few = new Latencies();
    simulation.call(limit, 10_000, calls, latency -> {});
    simulation.poisson(limit, calls, 100, few::add);
    simulation.run(SECOND / 2);
    assertThat(few.millis(0.99)).isLessThan(3 * 5.2);
    simulation.run(5 * SECOND);
    assertThat(simulation.done).isGreaterThan(10_000);
  }

  @Test
  void twoStreamsHaveEqualShares() {
    Simulation simulation = simulation(1);
    long[] rows = new long[2];
    for (int i = 0; i < 2; i++) {
      int stream = i;
      BatchLimit limit = adaptive();
      Flow flow = Flow.ofStream();
      for (int chunk = 0; chunk < 2 + 6 * i; chunk++) {
        again(simulation, limit, flow, rows, stream);
      }
    }
    simulation.run(10 * SECOND);
    assertThat((double) rows[0] / rows[1]).isBetween(0.9, 1.1);
  }

  private static void again(
      Simulation simulation, BatchLimit limit, Flow flow, long[] rows, int stream) {
    simulation.call(limit, 256, flow, latency -> {
      rows[stream] += 256;
      again(simulation, limit, flow, rows, stream);
    });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostOrServedTwiceInAnyMix(long seed) {
    Random random = new Random(seed);
    Simulation simulation = new Simulation(
        seed, 1 + random.nextInt(3), random.nextInt(3_000_000), random.nextInt(90_000));
    BatchLimit[] limits = new BatchLimit[1 + random.nextInt(4)];
    Flow[] flows = {calls, Flow.ofCalls(), Flow.ofStream()};
    for (int i = 0; i < limits.length; i++) {
      limits[i] = new BatchLimit(1 + random.nextInt(64), random.nextInt(2) * 700 * MICRO);
    }
    int[] asked = new int[1];
    int[] answered = new int[1];
    for (int i = 0; i < 3_000; i++) {
      simulation.at(random.nextInt(2_000) * 1_000 * MICRO, () -> {
        int size = 1 + random.nextInt(random.nextInt(100) == 0 ? 500 : 3);
        asked[0] += size;
        simulation.call(
            limits[random.nextInt(limits.length)],
            size,
            flows[random.nextInt(3)],
            latency -> answered[0] += size);
      });
    }
    simulation.run(200 * SECOND);
    assertThat(answered[0]).isEqualTo(asked[0]).isEqualTo(simulation.done);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostOrServedTwiceWhereBatchesFailAndCallsAreCancelled(long seed) {
    Random random = new Random(seed);
    Simulation simulation = new Simulation(
        seed, 1 + random.nextInt(3), random.nextInt(3_000_000), random.nextInt(90_000));
    simulation.faults(1 + random.nextInt(20));
    BatchLimit limit = new BatchLimit(1 + random.nextInt(64), random.nextInt(2) * 700 * MICRO);
    Flow[] flows = {calls, Flow.ofCalls(), Flow.ofStream()};
    int[] asked = new int[1];
    for (int i = 0; i < 3_000; i++) {
      simulation.at(random.nextInt(2_000) * 1_000 * MICRO, () -> {
        int size = 1 + random.nextInt(random.nextInt(100) == 0 ? 500 : 3);
        asked[0] += size;
        Runnable cancel = simulation.call(limit, size, flows[random.nextInt(3)], latency -> {});
        if (random.nextInt(4) == 0) {
          simulation.at(simulation.now() + random.nextInt(20_000) * MICRO, cancel);
        }
        if (random.nextInt(40) == 0) {
          cancel.run(); // before anyone has looked
        }
      });
    }
    simulation.run(2_000 * SECOND);
    assertThat(simulation.abandoned).isPositive();
    assertThat(simulation.done + simulation.abandoned).isEqualTo(asked[0]);
  }
}
