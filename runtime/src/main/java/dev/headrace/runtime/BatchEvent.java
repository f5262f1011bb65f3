package dev.headrace.runtime;

import dev.headrace.runtime.internal.Shown;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One call of a batch step, for the flight recorder; its duration is that of the call. */
@Name("dev.headrace.Batch")
@Label("Batch")
@Category("Headrace")
@Description("One call of a batch step")
@StackTrace(false)
final class BatchEvent extends Event {
  @Label("Node")
  @Nullable
  String node;

  @Label("Size")
  int size;

  @Label("Wait")
  @Description("How long the oldest element waited")
  @Timespan
  long waitNanos;

  @Label("Device")
  @Nullable
  String device;

  @Label("Failure")
  @Nullable
  String failure;

  void end(String node, int size, long waitNanos, Device device, @Nullable Throwable failure) {
    end();
    if (shouldCommit()) {
      this.node = node;
      this.size = size;
      this.waitNanos = waitNanos;
      this.device = device.toString();
      this.failure = failure == null ? null : Shown.value(failure);
      commit();
    }
  }
}
