package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * What a resource needs and allows.
 *
 * @param name its name in messages and thread names
 * @param gpus how many GPUs each instance occupies: 0, a fraction below 1, or a whole number
 * @param maxConcurrency how many instances there may be; at least 1
 * @param callsPerInstance how many threads may use an instance at a time; 0 for one thread-safe instance that is called
 *     on the callers' own threads
 */
@CheckReturnValue
public record ResourceSpec(String name, double gpus, int maxConcurrency, int callsPerInstance) {
  /** Checks the numbers. */
  public ResourceSpec {
    if (!(gpus >= 0) || gpus > 1 && gpus != Math.rint(gpus)) {
      throw new IllegalArgumentException(
          name + ": gpus = " + gpus + " is neither below 1 nor a whole number");
    }
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException(
          name + ": maxConcurrency = " + maxConcurrency + " is below 1");
    }
    if (callsPerInstance < 0) {
      throw new IllegalArgumentException(
          name + ": callsPerInstance = " + callsPerInstance + " is below 0");
    }
  }

  /** The same resource without GPUs: its instances are given {@link Device#cpu()}. */
  public ResourceSpec onCpu() {
    return new ResourceSpec(name, 0, maxConcurrency, callsPerInstance);
  }

  /**
   * The same resource with another number of instances.
   *
   * @param instances how many there may be; at least 1
   */
  public ResourceSpec withMaxConcurrency(int instances) {
    return new ResourceSpec(name, gpus, instances, callsPerInstance);
  }
}
