package dev.headrace.runtime;

import dev.headrace.runtime.internal.GpuSlots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The GPUs of this process: their numbers, who holds them, and who said so. */
final class GpuMachine {
  private static final System.Logger LOG = System.getLogger("dev.headrace");

  private final int[] indices;
  private final boolean cpuOnly;
  private final String source;
  private final GpuSlots slots;

  private GpuMachine(int[] indices, boolean cpuOnly, String source) {
    this.indices = indices;
    this.cpuOnly = cpuOnly;
    this.source = source;
    this.slots = new GpuSlots(indices.length);
  }

  /** So many GPUs; with none, everything runs on the CPU. */
  static GpuMachine of(int count, String source) {
    return new GpuMachine(IntStream.range(0, count).toArray(), count == 0, source);
  }

  /** {@code HEADRACE_GPUS} decides; else {@code CUDA_VISIBLE_DEVICES}; else what the driver lists. */
  static GpuMachine detect(Map<String, String> env, Supplier<List<String>> driver) {
    String told = env.get("HEADRACE_GPUS");
    if (told != null && !told.isBlank()) {
      return told(told.strip());
    }
    String visible = env.get("CUDA_VISIBLE_DEVICES");
    if (visible != null) { // CUDA numbers the visible ones anew
      int count = (int) Arrays.stream(visible.split(","))
          .map(String::strip)
          .takeWhile(id -> !id.isEmpty() && !id.equals("-1") && !id.equals("NoDevFiles"))
          .count();
      return new GpuMachine(
          IntStream.range(0, count).toArray(), false, "CUDA_VISIBLE_DEVICES=" + visible);
    }
    int count =
        (int) driver.get().stream().filter(line -> line.startsWith("GPU ")).count();
    return new GpuMachine(IntStream.range(0, count).toArray(), false, "nvidia-smi");
  }

  private static GpuMachine told(String value) {
    String source = "HEADRACE_GPUS=" + value;
    int[] numbers;
    try {
      numbers = Arrays.stream(value.split(","))
          .map(String::strip)
          .filter(number -> !number.isEmpty())
          .mapToInt(Integer::parseInt)
          .filter(number -> number >= 0)
          .distinct()
          .toArray();
    } catch (NumberFormatException e) {
      numbers = new int[0];
    }
    long parts = value.chars().filter(c -> c == ',').count() + (value.endsWith(",") ? 0 : 1);
    if (numbers.length != parts) { // one is none, or is there twice
      throw new ConfigurationException(source
          + " is neither a number of GPUs nor a list of them. Fix: HEADRACE_GPUS=2, HEADRACE_GPUS=0,2,"
          + " or HEADRACE_GPUS=0 for the CPU");
    }
    return value.indexOf(',') < 0 ? of(numbers[0], source) : new GpuMachine(numbers, false, source);
  }

  int count() {
    return indices.length;
  }

  /** Throws if there are too few for an instance of each of some resources, whoever has them now. */
  void require(List<ResourceSpec> resources) {
    List<ResourceSpec> needy =
        resources.stream().filter(resource -> resource.gpus() > 0).toList();
    if (cpuOnly || slots.wouldHold(needy.stream().map(ResourceSpec::gpus).toList())) {
      return;
    }
    String needs = needy.stream()
        .map(resource -> resource.name() + " needs " + text(resource.gpus()))
        .collect(Collectors.joining(", "));
    throw new ConfigurationException(needs + ", but " + thereAre()
        + ". Fix: HEADRACE_GPUS=0 runs everything on the CPU, HEADRACE_GPUS=N says how many there are"
        + " if that is wrong; or lower gpus of the resources");
  }

  /**
   * Takes what an instance needs; throws if it is not there or not free.
   *
   * @param others what is to find room for an instance besides
   */
  Slot take(String resource, double gpus, List<ResourceSpec> others) {
    if (gpus == 0 || cpuOnly) {
      return new Slot(Device.cpu(), null, 0);
    }
    int[] taken = slots.take(gpus, others.stream().map(ResourceSpec::gpus).toList());
    if (taken == null) {
      require(List.of(new ResourceSpec(resource, gpus, 1, 1)));
      throw new ConfigurationException(
          resource + " needs " + text(gpus) + ", but " + thereAre() + ", of which too few are free"
              + (others.isEmpty() ? "" : " beside what is kept for " + names(others))
              + ". Fix: lower gpus or maxConcurrency of the resources in use, or HEADRACE_GPUS=0 runs them on the CPU");
    }
    return new Slot(Device.gpu(Arrays.stream(taken).map(i -> indices[i]).toArray()), taken, gpus);
  }

  private static String names(List<ResourceSpec> resources) {
    return resources.stream().map(ResourceSpec::name).distinct().collect(Collectors.joining(", "));
  }

  private String thereAre() {
    String number = count() == 0 ? "is none" : count() == 1 ? "is only 1" : "are only " + count();
    return "there " + number + " (" + source + ")";
  }

  private static String text(double gpus) {
    return gpus == Math.rint(gpus)
        ? (int) gpus + (gpus == 1 ? " GPU" : " GPUs")
        : gpus + " of a GPU";
  }

  void release(Slot slot) {
    int[] taken = slot.taken();
    if (taken != null) {
      slots.release(taken, slot.gpus());
    }
  }

  /**
   * What one instance holds.
   *
   * @param taken positions among the slots; null on the CPU
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Slot(Device device, int @Nullable [] taken, double gpus) {}

  /** What the driver's tool prints, a line per GPU; nothing where there is no driver. */
  static List<String> nvidiaSmi() {
    try {
      return lines(new ProcessBuilder("nvidia-smi", "-L")
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What a tool prints. The answer is kept for all callers, so that the interrupt of one changes nothing. */
  static List<String> lines(Process tool) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          if (!tool.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            tool.destroyForcibly();
            LOG.log(
                System.Logger.Level.WARNING,
                "nvidia-smi -L does not answer; going on without GPUs");
            return List.of();
          }
          return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
