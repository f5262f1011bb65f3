package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;

/** Where an instance of a resource runs: the CPU, or the GPUs whose slots it holds. */
@Immutable
@CheckReturnValue
public final class Device {
  private static final Device CPU = new Device(new int[0]);

  @SuppressWarnings("Immutable") // never written, never handed out
  private final int[] indices;

  private Device(int[] indices) {
    this.indices = indices;
  }

  /** The CPU. */
  public static Device cpu() {
    return CPU;
  }

  /**
   * One GPU or several.
   *
   * @param indices their numbers, as CUDA counts those that this process can see; at least one
   */
  public static Device gpu(int... indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("a GPU device needs at least one index");
    }
    return new Device(indices.clone());
  }

  /** Whether this is at least one GPU. */
  public boolean isGpu() {
    return indices.length > 0;
  }

  /**
   * The number of the first GPU.
   *
   * @throws IllegalStateException on the CPU
   */
  public int index() {
    if (indices.length == 0) {
      throw new IllegalStateException("the CPU has no index");
    }
    return indices[0];
  }

  /** The numbers of all GPUs, in order; empty on the CPU. */
  public int[] indices() {
    return indices.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Device && Arrays.equals(indices, ((Device) other).indices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indices);
  }

  /** {@code cpu}, {@code cuda:0}, or {@code cuda:0,1}. */
  @Override
  public String toString() {
    if (indices.length == 0) {
      return "cpu";
    }
    StringBuilder text = new StringBuilder("cuda:").append(indices[0]);
    for (int i = 1; i < indices.length; i++) {
      text.append(',').append(indices[i]);
    }
    return text.toString();
  }
}
