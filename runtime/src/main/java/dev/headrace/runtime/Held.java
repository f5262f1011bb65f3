package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * An instance and where it runs.
 *
 * @param <R> the type of the instance
 * @param freeDevice gives its share of the device back, once it is closed
 */
record Held<R extends @Nullable Object>(R instance, Device device, Runnable freeDevice) {
  static <R extends @Nullable Object> Held<R> onCpu(R instance) {
    return new Held<>(instance, Device.cpu(), () -> {});
  }
}
