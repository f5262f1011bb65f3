package dev.headrace.runtime;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The building of one instance, for the flight recorder; its duration is that of the construction. */
@Name("dev.headrace.Instance")
@Label("Instance")
@Category("Headrace")
@Description("One instance of a resource was built")
@StackTrace(false)
final class InstanceEvent extends Event {
  @Label("Resource")
  @Nullable
  String resource;

  @Label("Device")
  @Nullable
  String device;

  void end(String resource, Device device) {
    end();
    if (shouldCommit()) {
      this.resource = resource;
      this.device = device.toString();
      commit();
    }
  }
}
