package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * An instance and where it runs.
 *
 * @param <R> the type of the instance
 * @param end closes it and what it is made of, and gives its share of the device back; never throws
 */
record Held<R extends @Nullable Object>(R instance, Device device, Runnable end)
    implements AutoCloseable {
  static <R extends @Nullable Object> Held<R> onCpu(R instance) {
    return new Held<>(instance, Device.cpu(), () -> {});
  }

  @Override
  public void close() {
    end.run();
  }
}
