package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GpusTest {
  private static final Supplier<List<String>> TWO =
      () -> List.of("GPU 0: A (UUID: x)", "GPU 1: B (UUID: y)");

  private static Device take(GpuMachine machine, double gpus) {
    return machine.take("Model", gpus, List.of()).device();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|1", "3|3", "0,2|2", "2, 0|2", "2,|1", "0|0"})
  void theVariableDecides(String value, int count) {
    assertThat(GpuMachine.detect(Map.of("HEADRACE_GPUS", value, "CUDA_VISIBLE_DEVICES", "5"), TWO)
            .count())
        .isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "-1", "0;1", "0,-1", "1,1", ",", "0,,1"})
  void aVariableThatCannotBeReadSaysSo(String value) {
    assertThatThrownBy(() -> GpuMachine.detect(Map.of("HEADRACE_GPUS", value), TWO))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("HEADRACE_GPUS=" + value);
  }

  @Test
  void visibleDevicesAreNumberedAnew() {
    GpuMachine machine = GpuMachine.detect(Map.of("CUDA_VISIBLE_DEVICES", "5,7"), TWO);
    assertThat(take(machine, 1)).hasToString("cuda:0");
    assertThat(take(machine, 1)).hasToString("cuda:1");
    assertThat(GpuMachine.detect(Map.of("CUDA_VISIBLE_DEVICES", ""), TWO).count())
        .isZero();
    assertThat(GpuMachine.detect(Map.of("CUDA_VISIBLE_DEVICES", "0,-1,1"), TWO).count())
        .isEqualTo(1);
  }

  @Test
  void otherwiseTheDriverKnows() {
    assertThat(GpuMachine.detect(Map.of(), TWO).count()).isEqualTo(2);
  }

  @Test
  void aNeedThatCannotBeMetSaysWhatIsThere() {
    GpuMachine none = GpuMachine.detect(Map.of(), List::of);
    assertThatThrownBy(() -> take(none, 0.5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "Model needs 0.5 of a GPU, but there is none (nvidia-smi). Fix: HEADRACE_GPUS=0 runs everything on the CPU");
    assertThat(take(none, 0)).isEqualTo(Device.cpu());
    assertThat(take(GpuMachine.detect(Map.of("HEADRACE_GPUS", "0"), TWO), 4))
        .isEqualTo(Device.cpu());
  }

  @Test
  void fractionsThatFitOnNoDeviceTogetherAreTooMany() {
    GpuMachine two = GpuMachine.of(2, "test");
    ResourceSpec large = new ResourceSpec("large", 0.6, 1, 1);
    ResourceSpec small = new ResourceSpec("small", 0.4, 1, 1);
    two.require(List.of(small, large, small, large));
    assertThatThrownBy(() -> two.require(List.of(large, large, large)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("large needs 0.6 of a GPU, but there are only 2 (test). Fix: ");
    double third = 1.0 / 3;
    ResourceSpec part = new ResourceSpec("part", third, 1, 1);
    two.require(List.of(part, part, part, part, part, part));
  }

  @Test
  void anExecutorThatNeedsMoreThanThereIsClosesAtOnceAndSaysSo() {
    try (Gpus.Simulated one = Gpus.simulate(1);
        ResourcePool<Object> half = pool("half", 0.5);
        ResourcePool<Object> whole = pool("whole", 1);
        ResourcePool<Object> plain = pool("plain", 0);
        ResourcePool<Object> unknown = ResourcePool.unconfigured("unknown", "…")) {
      assertThat(one).isNotNull();
      List<String> closed = new ArrayList<>();
      ResourcePool.requireGpus(() -> closed.add("half"), half, half, plain, unknown);
      ResourcePool.requireGpus(() -> closed.add("whole"), whole);
      assertThat(closed).isEmpty();
      assertThatThrownBy(() -> ResourcePool.requireGpus(() -> closed.add("both"), half, whole))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(
              "half needs 0.5 of a GPU, whole needs 1 GPU, but there is only 1 (simulated). Fix: ");
      assertThat(closed).containsExactly("both");
    }
    try (Gpus.Simulated none = Gpus.simulate(0);
        ResourcePool<Object> whole = pool("whole", 1)) {
      assertThat(none).isNotNull();
      ResourcePool.requireGpus(() -> {}, whole); // on the CPU
    }
  }

  @Test
  void whatNeedsNoGpusAsksForNone() {
    Supplier<GpuMachine> driver = () -> {
      throw new ConfigurationException("asked");
    };
    try (ResourcePool<Object> plain = pool("plain", 0);
        ResourcePool<Object> whole = pool("whole", 1)) {
      ResourcePool.requireGpus(driver, () -> {}, plain, plain);
      assertThatThrownBy(() -> ResourcePool.requireGpus(driver, () -> {}, plain, whole))
          .hasMessage("asked");
    }
  }

  @Test
  void anInterruptOfWhoAsksFirstHidesNoGpus() throws Exception {
    Process tool = new ProcessBuilder("cat").start();
    Thread asking = Thread.currentThread();
    Thread answering = new Thread(() -> {
      Model.until(() -> !asking.isInterrupted()); // it has noticed
      try (Writer in = tool.outputWriter()) {
        in.write("GPU 0: A (UUID: x)\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    asking.interrupt();
    answering.start();
    assertThat(GpuMachine.lines(tool)).containsExactly("GPU 0: A (UUID: x)");
    assertThat(Thread.interrupted()).isTrue();
    answering.join();
  }

  private static ResourcePool<Object> pool(String name, double gpus) {
    return ResourcePool.open(
        new ResourceSpec(name, gpus, 1, 1), new Object(), device -> new Object());
  }

  @Test
  void indicesAreThoseThatWereGiven() {
    assertThat(take(GpuMachine.detect(Map.of("HEADRACE_GPUS", "2,5"), TWO), 2))
        .hasToString("cuda:2,5");
  }

  @Test
  void fractionsShareAndWholeOnesStayFree() {
    GpuMachine machine = GpuMachine.of(2, "test");
    assertThat(take(machine, 1.0 / 3)).hasToString("cuda:0");
    assertThat(take(machine, 1.0 / 3)).hasToString("cuda:0");
    assertThat(take(machine, 1.0 / 3)).hasToString("cuda:0");
    GpuMachine.Slot whole = machine.take("Model", 1, List.of());
    assertThat(whole.device()).hasToString("cuda:1");
    assertThatThrownBy(() -> take(machine, 0.1)).isInstanceOf(ConfigurationException.class);
    machine.release(whole);
    assertThatThrownBy(() -> take(machine, 2)).isInstanceOf(ConfigurationException.class);
    assertThat(take(machine, 0.6)).hasToString("cuda:1");
  }

  @Test
  void anotherInstanceLeavesRoomForWhatHasNone() {
    GpuMachine machine = GpuMachine.of(3, "test");
    List<ResourceSpec> others =
        List.of(new ResourceSpec("Reader", 0.5, 1, 1), new ResourceSpec("Ranker", 1, 1, 1));
    assertThat(machine.take("Model", 1, others).device()).hasToString("cuda:0");
    assertThatThrownBy(() -> machine.take("Model", 1, others))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "Model needs 1 GPU, but there are only 3 (test), of which too few are free beside what is"
                + " kept for Reader, Ranker. Fix: ");
    assertThat(machine.take("Model", 0.5, others).device()).hasToString("cuda:1");
    assertThatThrownBy(() -> machine.take("Model", 0.1, others))
        .isInstanceOf(ConfigurationException.class);
    assertThat(take(machine, 1)).hasToString("cuda:2"); // the ranker
    assertThat(take(machine, 0.5)).hasToString("cuda:1"); // the reader
  }

  @Test
  void whatCouldNotFitAnywayKeepsNobodyFromAnother() {
    GpuMachine machine = GpuMachine.of(2, "test");
    List<ResourceSpec> large = List.of(new ResourceSpec("Large", 4, 1, 1));
    assertThat(machine.take("Model", 1, large).device()).hasToString("cuda:0");
    assertThat(machine.take("Model", 1, large).device()).hasToString("cuda:1");
  }

  @Test
  void simulationsNest() {
    try (Gpus.Simulated outer = Gpus.simulate(3)) {
      assertThat(outer).isNotNull();
      try (Gpus.Simulated inner = Gpus.simulate(1)) {
        assertThat(inner).isNotNull();
        assertThat(Gpus.count()).isEqualTo(1);
      }
      assertThat(Gpus.count()).isEqualTo(3);
    }
  }

  @Test
  void devices() {
    assertThat(Device.cpu()).hasToString("cpu").isNotEqualTo(Device.gpu(0));
    assertThat(Device.gpu(0, 1)).isEqualTo(Device.gpu(0, 1)).hasSameHashCodeAs(Device.gpu(0, 1));
    assertThat(Device.gpu(3).index()).isEqualTo(3);
    assertThat(Device.gpu(3, 4).indices()).containsExactly(3, 4);
    assertThat(Device.cpu().isGpu()).isFalse();
    assertThatThrownBy(() -> Device.cpu().index()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(Device::gpu).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void specsCheckTheirNumbers() {
    ResourceSpec spec = new ResourceSpec("Model", 2, 1, 1);
    assertThat(spec.onCpu().gpus()).isZero();
    assertThat(spec.withMaxConcurrency(3).maxConcurrency()).isEqualTo(3);
    assertThatThrownBy(() -> new ResourceSpec("Model", 1.5, 1, 1))
        .hasMessageContaining("gpus = 1.5");
    assertThatThrownBy(() -> new ResourceSpec("Model", -1, 1, 1)).hasMessageContaining("gpus");
    assertThatThrownBy(() -> new ResourceSpec("Model", Double.NaN, 1, 1))
        .hasMessageContaining("gpus");
    assertThatThrownBy(() -> spec.withMaxConcurrency(0)).hasMessageContaining("maxConcurrency");
    assertThatThrownBy(() -> new ResourceSpec("Model", 0, 1, -1))
        .hasMessageContaining("callsPerInstance");
  }
}
