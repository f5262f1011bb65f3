package dev.headrace.runtime;

import dev.headrace.runtime.internal.Failing;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who listens to all pipelines of this JVM. Thread-safe. */
public final class Listeners {
  private static final CopyOnWriteArrayList<PipelineListener> ALL = new CopyOnWriteArrayList<>();

  private Listeners() {}

  /**
   * Lets a listener hear of everything from now on.
   *
   * @param listener the listener
   */
  public static void add(PipelineListener listener) {
    ALL.add(listener);
  }

  /**
   * Takes a listener away; nothing happens if it is not there.
   *
   * @param listener the listener
   */
  public static void remove(PipelineListener listener) {
    ALL.remove(listener);
  }

  static void instanceCreated(String resource, Device device) {
    tell(listener -> listener.instanceCreated(resource, device));
  }

  static void instanceClosed(String resource, Device device) {
    tell(listener -> listener.instanceClosed(resource, device));
  }

  static void batch(
      String node, int size, long wait, long run, Device device, @Nullable Throwable failure) {
    tell(listener -> listener.batch(node, size, wait, run, device, failure));
  }

  private static void tell(Consumer<PipelineListener> event) {
    for (PipelineListener listener : ALL) {
      try {
        event.accept(listener);
      } catch (Throwable e) {
        Failing.warn("a listener failed", e);
      }
    }
  }
}
