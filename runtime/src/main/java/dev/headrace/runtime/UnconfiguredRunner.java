package dev.headrace.runtime;

import dev.headrace.runtime.internal.Flow;
import java.util.function.Supplier;

/**
 * Stands for a resource that nobody has configured: whoever needs it fails with the remedy.
 *
 * @param <R> the type of the instances that there are none of
 */
final class UnconfiguredRunner<R> extends Runner<R> {
  private final Supplier<ConfigurationException> failure;

  UnconfiguredRunner(String name, String howToConfigure) {
    super(name);
    this.failure = () -> new ConfigurationException(
        "resource '" + name + "' is not configured. Fix: " + howToConfigure);
  }

  @Override
  void submit(StepRequest<R, ?> request) {
    request.refuse(failure.get());
  }

  @Override
  Hold<R> hold(Flow flow) {
    throw failure.get();
  }

  @Override
  int instances() {
    return 0;
  }

  @Override
  void close() {}
}
