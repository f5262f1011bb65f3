package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs of this process. Instances that need one hold a slot as long as they live: fractions share a GPU, several
 * whole ones are taken together.
 *
 * <p>The environment variable {@code HEADRACE_GPUS} says which there are: {@code 0} runs everything on the CPU, {@code
 * 2} stands for the first two, {@code 0,2} for these ones ({@code 2,} for a single one). Without it {@code
 * CUDA_VISIBLE_DEVICES} counts, and without that what {@code nvidia-smi -L} lists. Thread-safe.
 */
@CheckReturnValue
public final class Gpus {
  private static @Nullable GpuMachine machine; // found at first need; guarded by the class

  private Gpus() {}

  /**
   * How many GPUs there are.
   *
   * @throws ConfigurationException if {@code HEADRACE_GPUS} cannot be read
   */
  public static int count() {
    return machine().count();
  }

  /**
   * Pretends that there are so many GPUs, for tests; resources opened meanwhile get their devices from these. With 0,
   * everything runs on the CPU.
   *
   * @param count how many
   * @return to be closed, which restores what was there before
   */
  public static Simulated simulate(int count) {
    synchronized (Gpus.class) {
      GpuMachine before = machine;
      machine = GpuMachine.of(count, "simulated");
      return new Simulated(before);
    }
  }

  static synchronized GpuMachine machine() {
    if (machine == null) {
      machine = GpuMachine.detect(System.getenv(), GpuMachine::nvidiaSmi);
    }
    return machine;
  }

  private static synchronized void restore(@Nullable GpuMachine before) {
    machine = before;
  }

  /** GPUs that are not there. */
  public static final class Simulated implements AutoCloseable {
    private final @Nullable GpuMachine before;

    private Simulated(@Nullable GpuMachine before) {
      this.before = before;
    }

    /** Ends the pretence. */
    @Override
    public void close() {
      restore(before);
    }
  }
}
