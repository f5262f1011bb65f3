package dev.headrace.runtime;

import dev.headrace.runtime.GpuMachine.Slot;
import dev.headrace.runtime.internal.Closing;
import dev.headrace.runtime.internal.Shown;
import dev.headrace.runtime.internal.Workers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Builds a resource's instances on their devices, and closes them. Thread-safe. */
final class InstanceBuilder<R> implements Workers.Source<Held<R>> {
  /** What this thread builds. */
  private static final ThreadLocal<@Nullable Whole> WHOLE = new ThreadLocal<>();

  /**
   * An instance that is built.
   *
   * @param parts what it is made of, the last first
   * @param another whether there are others, which could do without it and its parts
   */
  private record Whole(Deque<Held<?>> parts, boolean another) {}

  private final ResourceSpec spec;
  private final ResourceFactory<? extends R> factory;

  private final AtomicInteger placed = new AtomicInteger(); // have their device, built or not yet
  private final AtomicInteger alive = new AtomicInteger();
  private volatile @Nullable Throwable failure; // of the last attempt

  InstanceBuilder(ResourceSpec spec, ResourceFactory<? extends R> factory) {
    this.spec = spec;
    this.factory = factory;
  }

  @Override
  public Held<R> open() throws Exception {
    return open(false);
  }

  /** One more only where it takes no GPU that another resource needs for its first. */
  @Override
  public Held<R> openAnother() throws Exception {
    return open(true);
  }

  private Held<R> open(boolean another) throws Exception {
    InstanceEvent event = new InstanceEvent();
    event.begin();
    GpuMachine machine = spec.gpus() == 0 ? null : Gpus.machine();
    Slot slot;
    try {
      slot = machine == null
          ? new Slot(Device.cpu(), null, 0)
          : machine.take(
              spec.name(), spec.gpus(), another ? ResourcePool.withoutInstance() : List.of());
    } catch (ConfigurationException e) {
      throw failed(e);
    }
    placed.incrementAndGet();
    Deque<Held<?>> parts = new ArrayDeque<>(0);
    R instance = create(parts, another, machine, slot);
    alive.incrementAndGet();
    try {
      Held<R> held =
          new Held<>(instance, slot.device(), () -> close(instance, parts, machine, slot));
      failure = null;
      event.end(spec.name(), slot.device());
      Listeners.instanceCreated(spec.name(), slot.device());
      return held;
    } catch (Throwable e) { // no memory
      close(instance, parts, machine, slot);
      throw e;
    }
  }

  private R create(Deque<Held<?>> parts, boolean another, @Nullable GpuMachine machine, Slot slot) {
    Whole around = WHOLE.get();
    try {
      WHOLE.set(new Whole(parts, another));
      R instance = factory.create(slot.device());
      if (instance == null) {
        throw new NullPointerException("its factory returned null");
      }
      return instance;
    } catch (Throwable e) {
      placed.decrementAndGet();
      release(parts, machine, slot);
      throw failed(
          e instanceof ConfigurationException
              ? (ConfigurationException) e
              : new NotBuilt(spec.name(), e));
    } finally {
      if (around == null) {
        WHOLE.remove();
      } else {
        WHOLE.set(around);
      }
    }
  }

  /** Opens one that is part of the instance that this thread builds: closed after it, or with the attempt to build it. */
  R openPart() throws Exception {
    Whole whole = WHOLE.get();
    if (whole == null) {
      throw new IllegalStateException("nothing is built that " + spec.name() + " is part of");
    }
    Held<R> held = open(whole.another());
    try {
      whole.parts().push(held);
    } catch (Throwable e) { // no memory
      held.close();
      throw e;
    }
    return held.instance();
  }

  private RuntimeException failed(RuntimeException cause) {
    failure = cause;
    return cause;
  }

  /** Whether it needs GPUs and has none yet. */
  boolean isWithoutGpu() {
    return spec.gpus() > 0 && placed.get() == 0;
  }

  ResourceSpec spec() {
    return spec;
  }

  /** Whether there are instances, and why not; {@code pauseNanos} is how long none is tried. */
  ResourceSnapshot.Health health(long pauseNanos) {
    Throwable last = failure;
    return new ResourceSnapshot.Health(
        alive() > 0
            ? ResourceSnapshot.State.READY
            : last == null ? ResourceSnapshot.State.UNUSED : ResourceSnapshot.State.FAILING,
        last,
        Duration.ofNanos(alive() > 0 ? 0 : pauseNanos));
  }

  /** How many instances are built and not closed. */
  int alive() {
    return alive.get();
  }

  @Override
  public boolean isRetried(Throwable failure) {
    return failure instanceof NotBuilt && failure.getCause() instanceof Exception;
  }

  @Override
  public void close(Held<R> held) {
    held.close();
  }

  private void close(R instance, Deque<Held<?>> parts, @Nullable GpuMachine machine, Slot slot) {
    placed.decrementAndGet();
    alive.decrementAndGet();
    Closing.close(spec.name(), instance);
    release(parts, machine, slot);
    Listeners.instanceClosed(spec.name(), slot.device());
  }

  @Override
  public @Nullable ClassLoader contextClassLoader() {
    return factory.getClass().getClassLoader();
  }

  private static void release(Deque<Held<?>> parts, @Nullable GpuMachine machine, Slot slot) {
    parts.forEach(Held::close);
    if (machine != null) {
      machine.release(slot);
    }
  }

  /** A constructor failed; the cause is what it threw. */
  static final class NotBuilt extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotBuilt(String resource, Throwable cause) {
      super(resource + " could not be built: " + Shown.failure(cause), cause);
    }
  }
}
