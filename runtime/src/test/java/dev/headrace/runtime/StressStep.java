package dev.headrace.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A step whose results and faults follow from its elements, so that each is known beforehand. */
final class StressStep<R> implements StressEntry {
  private static final int MEAN_BETWEEN_FAULTS = 60;
  private static final int TIMEOUT_MILLIS = 2;

  /** What an element does to the batch that it is in. */
  private enum Fault {
    NONE,
    THROWS, // an exception; where the step is retried, only the first time
    ERROR,
    NULL, // its result
    SIZE, // one result too many, one too few, or none at all
    SLOW,
    STUCK, // until it is interrupted, where the step has a time limit
    INTERRUPTS; // its own thread, where that is an instance's

    static final Fault[] ALL = values();
  }

  /** An element, and what became of it. */
  static final class Item {
    final int x;
    final AtomicInteger runs = new AtomicInteger(); // that gave a result
    volatile boolean attempted;
    volatile boolean spoiled; // it was in a batch that fails as a whole
    volatile Item sum; // what the second stage makes of it

    Item(int x) {
      this.x = x;
    }

    @Override
    public String toString() {
      return String.valueOf(x);
    }
  }

  private final int number;
  private final Function<R, List<StressModel>> instances;
  final BatchStep<R, Integer> step;
  final ResourcePool<R> pool;
  private final boolean retried;
  final boolean timed;
  private final boolean splits;

  StressStep(
      int number,
      RandomGenerator random,
      ResourcePool<R> pool,
      Function<R, List<StressModel>> instances) {
    this.number = number;
    this.pool = pool;
    this.instances = instances;
    this.retried = random.nextInt(4) == 0;
    this.timed = !retried && random.nextInt(4) == 0;
    this.splits = random.nextInt(5) > 0;
    this.step = BatchStep.<R, Integer>named("step" + number)
        .maxBatchSize(1 + random.nextInt(20))
        .maxDelayMicros(random.nextInt(5) == 0 ? 50 : 0)
        .splitOnFailure(splits)
        .maxRetries(retried ? 1 + random.nextInt(3) : 0)
        .timeoutMillis(timed ? TIMEOUT_MILLIS : 0)
        .calling((resource, batch) -> call(resource, batch.column(0)));
  }

  /** The calls of an entry that is this step. */
  StepCalls<Item, R, Integer> calls(Calls calls) {
    return calls.ofStep(step, pool, item -> new StepChunk<>(step, pool, List.of(item)));
  }

  @Override
  public @Nullable String check(Item item, Integer result) {
    if (result != value(item.x)) {
      return "a wrong result for " + item.x;
    }
    if (isFatal(item.x)) {
      return "a result in spite of a fault for " + item.x;
    }
    return item.runs.get() == 1 || timed ? null : item.x + " did not run once";
  }

  @Override
  public boolean mayFail(Item item, HeadraceException failure) {
    return mayFailBy(item, failure.getCause());
  }

  int value(int x) {
    return 31 * x + number;
  }

  private int hash(int x) {
    int h = (x * 8 + number) * 0x9E3779B9;
    return (h ^ h >>> 15) * 0x85EBCA6B >>> 3;
  }

  private Fault fault(int x) {
    int h = hash(x);
    Fault fault = h % MEAN_BETWEEN_FAULTS > 0
        ? Fault.NONE
        : Fault.ALL[h / MEAN_BETWEEN_FAULTS % Fault.ALL.length];
    boolean rare = h / MEAN_BETWEEN_FAULTS / Fault.ALL.length % 16 == 0;
    return switch (fault) {
      case THROWS -> retried && !rare ? Fault.NONE : fault; // a retry takes its time
      case STUCK -> timed && rare ? fault : Fault.NONE;
      case SLOW -> rare ? fault : Fault.NONE;
      case INTERRUPTS -> pool.runsElsewhere() && !retried && !timed ? fault : Fault.NONE;
      default -> fault;
    };
  }

  /** Whether the element cannot have a result. */
  boolean isFatal(int x) {
    return switch (fault(x)) {
      case THROWS -> !retried;
      case ERROR, NULL, SIZE, STUCK -> true;
      default -> false;
    };
  }

  private List<Integer> call(R resource, List<Item> items) throws Exception {
    List<StressModel> models = instances.apply(resource);
    for (StressModel model : models) {
      model.enter();
    }
    try {
      int first = hash(items.get(0).x) / 7;
      if (items.size() > 3 && first % 40 == 0) {
        throw first % 3 == 0
            ? new IllegalStateException("CUDA out of memory")
            : new BatchTooLargeException();
      }
      return results(items);
    } catch (Throwable e) {
      if (!splits) {
        items.forEach(item -> item.spoiled = true);
      }
      throw e;
    } finally {
      models.forEach(StressModel::leave);
    }
  }

  private List<Integer> results(List<Item> items) throws Exception {
    List<Integer> results = new ArrayList<>();
    Fault size = Fault.NONE;
    for (Item item : items) {
      Fault fault = fault(item.x);
      boolean again = item.attempted;
      item.attempted = true;
      switch (fault) {
        case THROWS -> {
          if (!retried || !again) {
            throw new IllegalArgumentException("bad");
          }
        }
        case ERROR -> throw new AssertionError("worse");
        case SLOW -> LockSupport.parkNanos(100_000);
        case STUCK -> Thread.sleep(60_000);
        case INTERRUPTS -> Thread.currentThread().interrupt();
        case SIZE -> size = fault;
        default -> {}
      }
      results.add(fault == Fault.NULL ? null : value(item.x));
    }
    if (size == Fault.SIZE) {
      items.forEach(item -> item.spoiled = true);
      switch (Math.floorMod(items.get(0).x, 3)) {
        case 0 -> results = null;
        case 1 -> results.add(value(items.get(0).x));
        default -> results.remove(0);
      }
      return results;
    }
    items.forEach(item -> item.runs.incrementAndGet());
    return results;
  }

  /** Whether this step may have failed on an element with such a cause. */
  boolean mayFailBy(Item item, Throwable cause) {
    return isFatal(item.x) || item.spoiled || timed && cause instanceof TimeoutException;
  }
}
