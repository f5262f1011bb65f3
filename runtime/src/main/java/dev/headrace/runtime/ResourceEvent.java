package dev.headrace.runtime;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a resource does, for the flight recorder, once a second: its slots and its queue. */
@Name("dev.headrace.Resource")
@Label("Resource")
@Category("Headrace")
@Description("What a resource does at this moment")
@StackTrace(false)
@Period("1 s")
final class ResourceEvent extends Event {
  @Label("Resource")
  @Nullable
  String resource;

  @Label("Instances")
  int instances;

  @Label("Most in Flight")
  @Description("How many batches can run at a time; 0 for any number")
  int maxInFlight;

  @Label("In Flight")
  @Description("How many batches run")
  int inFlight;

  @Label("Waiting")
  @Description("How many elements wait for an instance")
  int waiting;

  private static @Nullable Runnable hook; // that the recorder has; guarded by the class

  /**
   * Has the recorder ask, while it records and a resource is open; costs nothing otherwise. It keeps whom it asks, and so
   * the class loader of this library, which could not be unloaded.
   */
  static synchronized void follow() {
    Runnable last = hook;
    if (ResourcePool.isAnyOpen() == (last != null)) {
      return;
    }
    if (last != null) {
      FlightRecorder.removePeriodicEvent(last);
      hook = null;
    } else {
      Runnable all = () -> ResourceSnapshot.all().forEach(ResourceEvent::record);
      FlightRecorder.addPeriodicEvent(ResourceEvent.class, all);
      hook = all;
    }
  }

  private static void record(ResourceSnapshot snapshot) {
    ResourceEvent event = new ResourceEvent();
    event.resource = snapshot.resource();
    event.instances = snapshot.instances();
    event.maxInFlight = snapshot.maxInFlight();
    event.inFlight = snapshot.inFlight();
    event.waiting = snapshot.waiting();
    event.commit();
  }
}
