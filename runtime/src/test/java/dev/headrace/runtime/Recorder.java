package dev.headrace.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts instances and batches during a test. */
final class Recorder implements PipelineListener, BeforeEachCallback, AfterEachCallback {
  final List<Integer> sizes = new CopyOnWriteArrayList<>();
  final List<Device> devices = new CopyOnWriteArrayList<>();
  final AtomicInteger created = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger failed = new AtomicInteger();

  @Override
  public void beforeEach(ExtensionContext context) {
    Listeners.add(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Listeners.remove(this);
  }

  @Override
  public void instanceCreated(String resource, Device device) {
    created.incrementAndGet();
    devices.add(device);
  }

  @Override
  public void instanceClosed(String resource, Device device) {
    closed.incrementAndGet();
  }

  @Override
  public void batch(
      String node, int size, long waitNanos, long runNanos, Device device, Throwable failure) {
    sizes.add(size);
    if (failure != null) {
      failed.incrementAndGet();
    }
  }
}
