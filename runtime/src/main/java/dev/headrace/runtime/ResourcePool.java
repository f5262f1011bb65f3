package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.headrace.runtime.internal.Closing;
import dev.headrace.runtime.internal.Ending;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Shown;
import dev.headrace.runtime.internal.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one resource in one configuration, shared by all pipelines of this JVM that ask for the same.
 *
 * <p>Instances are built when first needed, each on a daemon thread of its own; a free one takes what waits, up to the
 * step's limit, at once. If a constructor fails, those who wait fail with its cause, and the next request tries again.
 * Thread-safe.
 *
 * @param <R> the type of the instances
 */
@CheckReturnValue
public final class ResourcePool<R extends @Nullable Object> implements AutoCloseable {
  private static final Map<Object, Shared> OPEN = new HashMap<>(); // guarded by itself
  private static final ResourcePool<@Nullable Void> NONE =
      new ResourcePool<>(InlineRunner.withoutResource(), null, () -> {});

  private final Runner<R> runner;
  private final @Nullable Shared shared;
  private final Runnable release;
  private final Ending ending = new Ending();

  /** A runner and how many pools use it. */
  private static final class Shared {
    final Runner<?> runner;
    final @Nullable InstanceBuilder<?> builder; // null: the instances are those of other pools
    final boolean apart; // whether other resources that are made of it have instances of their own
    int uses;

    Shared(Runner<?> runner, @Nullable InstanceBuilder<?> builder, boolean apart) {
      this.runner = runner;
      this.builder = builder;
      this.apart = apart;
    }

    ResourceSnapshot snapshot() {
      return builder == null
          ? runner.snapshot(0, ResourceSnapshot.Health.NONE)
          : runner.snapshot(builder.alive(), builder.health(runner.pauseNanos()));
    }
  }

  private record PoolKey(ResourceSpec spec, @Nullable Object key) {}

  private ResourcePool(Runner<R> runner, @Nullable Shared shared, Runnable release) {
    this.runner = runner;
    this.shared = shared;
    this.release = release;
  }

  /**
   * Opens a pool, or shares the one that is open for an equal resource and key.
   *
   * @param spec what the resource needs and allows
   * @param key what tells configurations apart: the resource's class and its configuration, or the supplier
   * @param factory builds instances; that of the first who asks is used
   * @param <R> the type of the instances
   */
  public static <R> ResourcePool<R> open(
      ResourceSpec spec, Object key, ResourceFactory<? extends R> factory) {
    return open(spec, key, factory, Ticker.SYSTEM);
  }

  static <R> ResourcePool<R> open(
      ResourceSpec spec, Object key, ResourceFactory<? extends R> factory, Ticker ticker) {
    InstanceBuilder<R> builder = new InstanceBuilder<>(spec, factory);
    boolean limited = spec.callsPerInstance() > 0;
    return share(
        new PoolKey(spec, Copies.comparable(key)),
        builder,
        limited,
        () -> limited
            ? new ScheduledRunner<R>(
                spec.name(), spec.maxConcurrency(), spec.callsPerInstance(), builder, ticker)
            : InlineRunner.<R>shared(spec.name(), builder::open));
  }

  /** The open resources that need GPUs and have no instance yet. */
  static List<ResourceSpec> withoutInstance() {
    synchronized (OPEN) {
      return OPEN.values().stream()
          .flatMap(shared -> Stream.ofNullable(shared.builder))
          .filter(InstanceBuilder::isWithoutGpu)
          .map(InstanceBuilder::spec)
          .toList();
    }
  }

  /** What all open resources do, and the steps that use none. */
  static List<ResourceSnapshot> snapshots() {
    List<ResourceSnapshot> snapshots = new ArrayList<>();
    synchronized (OPEN) {
      OPEN.values().forEach(shared -> snapshots.add(shared.snapshot()));
    }
    snapshots.add(NONE.runner.snapshot(0, ResourceSnapshot.Health.NONE));
    snapshots.sort(Comparator.comparing(ResourceSnapshot::resource));
    return List.copyOf(snapshots);
  }

  /**
   * Stands for a resource without a configuration: using it throws a {@link ConfigurationException}.
   *
   * @param resource its name
   * @param howToConfigure the remedy, such as {@code builder().tokenEncoder(...)}
   * @param <R> the type of the instances
   */
  public static <R> ResourcePool<R> unconfigured(String resource, String howToConfigure) {
    return new ResourcePool<>(new UnconfiguredRunner<>(resource, howToConfigure), null, () -> {});
  }

  /** Whether batches run on threads of the instances, so that nobody who asks for one runs it. */
  public boolean runsElsewhere() {
    return runner.instances() > 0;
  }

  /** For batch steps that use no resource: they run on the calling thread, and their resource is null. */
  public static ResourcePool<@Nullable Void> none() {
    return NONE;
  }

  /**
   * For batch steps that use several resources: an instance of each is held for every batch. Its own closing leaves the
   * given pools open; close it before them.
   *
   * @param pools the resources, in the order of {@link Instances#get}; themselves not made by this method
   */
  public static ResourcePool<Instances> all(ResourcePool<?>... pools) {
    List<Runner<?>> runners = new ArrayList<>();
    for (ResourcePool<?> pool : pools) {
      if (pool.runner instanceof CombinedRunner) {
        throw new IllegalArgumentException(pool + " is a combination already");
      }
      runners.add(pool.runner);
    }
    return share(List.copyOf(runners), null, false, () -> CombinedRunner.of(runners));
  }

  @SuppressWarnings("unchecked") // equal keys have equal types
  private static <R extends @Nullable Object> ResourcePool<R> share(
      Object key,
      @Nullable InstanceBuilder<?> builder,
      boolean apart,
      Supplier<? extends Runner<R>> make) {
    Shared shared;
    synchronized (OPEN) {
      shared = OPEN.computeIfAbsent(key, k -> new Shared(make.get(), builder, apart));
      shared.uses++;
    }
    ResourceEvent.follow();
    return new ResourcePool<>((Runner<R>) shared.runner, shared, () -> release(shared));
  }

  private static void release(Shared shared) {
    synchronized (OPEN) {
      if (--shared.uses > 0) {
        return;
      }
      OPEN.values()
          .remove(shared); // not by its key: a configuration may hold a list that has changed
    }
    shared.runner.close();
    ResourceEvent.follow();
  }

  static boolean isAnyOpen() {
    synchronized (OPEN) {
      return !OPEN.isEmpty();
    }
  }

  /**
   * Looks whether this machine has the GPUs that one instance of each resource needs, whoever uses them now. Generated code
   * does so when an executor is built.
   *
   * @param owner whoever has opened the pools; closed if there are too few
   * @param pools the pools
   * @throws ConfigurationException if there are too few: which resources need what, how many there are, and what to do
   */
  public static void requireGpus(AutoCloseable owner, ResourcePool<?>... pools) {
    requireGpus(Gpus::machine, owner, pools);
  }

  static void requireGpus(
      Supplier<GpuMachine> machine, AutoCloseable owner, ResourcePool<?>... pools) {
    List<ResourceSpec> needy = new ArrayList<>();
    for (ResourcePool<?> pool : pools) {
      if (pool.shared != null
          && pool.shared.builder != null
          && pool.shared.builder.spec().gpus() > 0) {
        needy.add(pool.shared.builder.spec());
      }
    }
    try {
      if (!needy.isEmpty()) { // or nobody need ask the driver, which takes its time
        machine.get().require(needy);
      }
    } catch (ConfigurationException e) {
      Closing.close("an executor that cannot run", owner);
      throw e;
    }
  }

  /** The name of the resource. */
  public String name() {
    return runner.name;
  }

  /**
   * An instance that is part of another resource, whose constructor takes it: one of its own, beside those that steps use,
   * which is closed after the other; of a thread-safe resource the one that all share. Only to be asked for by the factory of
   * the other.
   *
   * @return the instance
   * @throws Exception what its constructor threw, or a {@link ConfigurationException}
   */
  @SuppressWarnings("unchecked") // a builder of R
  public R part() throws Exception {
    try {
      if (shared == null || shared.builder == null || !shared.apart) {
        return runner.hold(Flow.ofCalls()).held().instance();
      }
      return ((InstanceBuilder<R>) shared.builder).openPart();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new HeadraceException(name() + " could not be built: " + Shown.failure(e), e);
    }
  }

  /**
   * What tells the pools apart that do not share their instances.
   *
   * @return equal for handles of one pool
   */
  public Object identity() {
    return runner;
  }

  /**
   * Builds an instance if there is none, and waits for it.
   *
   * @throws ConfigurationException if the resource is not configured, or its GPUs are not there
   * @throws HeadraceException if its constructor fails
   */
  public void warmUp() {
    try {
      runner.hold(Flow.ofCalls()).release().run();
    } catch (HeadraceException e) {
      throw e;
    } catch (InstanceBuilder.NotBuilt e) {
      throw new HeadraceException(String.valueOf(e.getMessage()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeadraceException("interrupted while " + name() + " was built", e);
    } catch (Throwable e) {
      throw new HeadraceException(name() + " could not be built: " + Shown.failure(e), e);
    }
  }

  /**
   * Gives the pool up. With the last that shares it, what waits fails, running batches end, and the instances are
   * closed, for all of which this waits, also if the thread is interrupted, which it stays. Further calls wait for the
   * first.
   */
  @Override
  public void close() {
    ending.close(release);
  }

  Runner<R> runner() {
    return runner;
  }

  @Override
  public String toString() {
    return runner.name;
  }
}
