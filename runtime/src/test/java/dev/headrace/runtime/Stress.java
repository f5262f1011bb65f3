package dev.headrace.runtime;

import dev.headrace.runtime.StressStep.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One round of random load: two pipelines on shared resources, called in every way while much goes wrong. */
final class Stress {
  private static final int THREADS = 4;
  private static final int OUTSTANDING = 48;
  private static final int OUTSIDE = Integer.MIN_VALUE; // a result that no step gives

  private enum Ending {
    GRACEFUL, // after all calls
    EARLY, // the pipelines are closed among calls: those under way go on
    IMMEDIATE // the resources are
  }

  private final long seed;
  private final Random random;
  private final Ending ending;
  private final String name;
  private final AtomicInteger alive = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong asked = new AtomicLong(); // rows
  private final AtomicLong served = new AtomicLong(); // of these, with a result
  private final List<ResourcePool<?>> limited = new ArrayList<>(); // in the order of closing
  private final List<ResourcePool<?>> free = new ArrayList<>();
  private final List<StressStep<?>> steps = new ArrayList<>();
  private final List<Calls> pipelines = new ArrayList<>();
  private volatile boolean closing;

  /** An asynchronous call. */
  private record Asked(StressEntry what, Item item, CompletableFuture<Integer> future) {}

  Stress(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.ending = Ending.values()[(int) (seed % 3)];
    this.name = "stress" + seed + "-";
    ResourcePool<StressModel> one = pool("one", 1);
    ResourcePool<StressModel> several = pool("several", 1 + random.nextInt(2));
    ResourcePool<StressModel> any = pool("any", 0);
    ResourcePool<Instances> both = ResourcePool.all(one, several);
    limited.addAll(List.of(both, one, several));
    free.add(any);
    for (int i = 0; i < 6; i++) {
      steps.add(
          switch (i) {
            case 0, 1 -> new StressStep<>(i, random, one, List::of);
            case 2 -> new StressStep<>(i, random, several, List::of);
            case 3 -> new StressStep<>(i, random, any, List::of);
            case 4 -> new StressStep<>(i, random, both, all -> List.of(all.get(0), all.get(1)));
            default -> new StressStep<>(i, random, ResourcePool.none(), nothing -> List.of());
          });
    }
    WhenFull whenFull = WhenFull.values()[random.nextInt(WhenFull.values().length)];
    pipelines.add(new Calls(name + "a"));
    pipelines.add(new Calls(
        name + "b",
        new StreamBounds(1 + random.nextInt(20), 1 + random.nextInt(6)),
        new CallLimit(OUTSTANDING, whenFull)));
  }

  private ResourcePool<StressModel> pool(String pool, int callsPerInstance) {
    Random faults = new Random(random.nextLong());
    return ResourcePool.open(
        new ResourceSpec(name + pool, 0, 1 + random.nextInt(3), callsPerInstance),
        new Object(),
        device -> {
          synchronized (faults) {
            switch (faults.nextInt(6)) {
              case 0 -> throw new IllegalStateException("flaky");
              case 1 -> throw new NoClassDefFoundError("flaky");
              default -> {}
            }
          }
          return new StressModel(callsPerInstance, alive, this::wrong);
        });
  }

  /** Something went wrong, whatever it is. */
  void wrong(String what) {
    wrong.add("seed " + seed + ": " + what);
  }

  /** Makes at least so many calls and closes everything; tells what went wrong. */
  List<String> run(int calls) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Caller caller = new Caller(new Random(seed * THREADS + t));
      threads.add(new Thread(() -> caller.make(calls / THREADS), name + "caller" + t));
    }
    long half = calls / 2;
    Thread closer = new Thread(() -> closeEarly(half), name + "closer");
    threads.add(closer);
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    pipelines.forEach(Calls::close);
    limited.forEach(ResourcePool::close);
    free.forEach(ResourcePool::close);
    Model.until(() -> answered.get() >= made.get()); // a time limit's thread may be at it yet
    if (made.get() != answered.get()) {
      wrong(made + " futures ended " + answered + " times");
    }
    if (alive.get() != 0) {
      wrong(alive + " instances are left");
    }
    Model.until(() -> Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("headrace-" + name)));
    return List.copyOf(wrong);
  }

  private void closeEarly(long after) {
    while (ending != Ending.GRACEFUL && asked.get() < after) {
      Thread.onSpinWait();
      Thread.yield();
    }
    if (ending == Ending.EARLY) {
      closing = true;
      pipelines.forEach(Calls::close);
    } else if (ending == Ending.IMMEDIATE) {
      closing = true;
      limited.forEach(ResourcePool::close);
    }
  }

  long asked() {
    return asked.get();
  }

  long served() {
    return served.get();
  }

  /** One of the threads that call. */
  private final class Caller {
    private final Random random;
    private final Deque<Asked> outstanding = new ArrayDeque<>();

    Caller(Random random) {
      this.random = random;
    }

    void make(int calls) {
      try {
        for (int i = 0; i < calls; ) {
          i += some();
        }
        while (!outstanding.isEmpty()) {
          check(outstanding.poll());
        }
      } catch (Throwable e) {
        wrong(e + " at " + List.of(e.getStackTrace()));
      }
    }

    private int some() {
      int kind = random.nextInt(100);
      int rows = kind < 90 ? 1 : 1 + random.nextInt(kind < 95 ? 40 : 150);
      List<Item> items = random.ints(rows, 0, 1_000_000).mapToObj(Item::new).toList();
      StressChunk.Steps three = new StressChunk.Steps(step(), step(), step());
      Calls calls = pipelines.get(random.nextInt(2));
      asked.addAndGet(rows);
      if (kind < 12) {
        one(calls, three, items);
      } else if (kind < 45) {
        step(calls, items);
      } else if (kind < 90) {
        async(calls, three, items);
      } else if (kind < 95) {
        List<Outcome<Integer>> outcomes = new StressChunk(three, items).outcomes();
        IntStream.range(0, rows).forEach(i -> check(three, items.get(i), outcomes.get(i), false));
      } else {
        stream(calls, three, items);
      }
      return rows;
    }

    private StressStep<?> step() {
      return steps.get(random.nextInt(steps.size()));
    }

    private void one(Calls calls, StressChunk.Steps three, List<Item> items) {
      boolean interrupted = random.nextInt(20) == 0;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Outcome<Integer> outcome;
      try {
        outcome = new Outcome.Value<>(calls.one(new StressChunk(three, items)));
      } catch (HeadraceException e) {
        outcome = new Outcome.Failure<>(e);
      }
      if (Thread.interrupted() && !interrupted) {
        wrong("an interrupt from nowhere");
      }
      check(three, items.get(0), outcome, interrupted);
    }

    /** A call of an entry that is one step. */
    private void step(Calls calls, List<Item> items) {
      StressStep<?> step = step();
      if (random.nextInt(4) > 0) {
        async(step, items.get(0), step.calls(calls).async(items.get(0)));
        return;
      }
      Outcome<Integer> outcome;
      try {
        outcome = new Outcome.Value<>(step.calls(calls).one(items.get(0)));
      } catch (HeadraceException e) {
        outcome = new Outcome.Failure<>(e);
      }
      check(step, items.get(0), outcome, false);
    }

    private void async(Calls calls, StressChunk.Steps three, List<Item> items) {
      async(three, items.get(0), calls.async(new StressChunk(three, items)));
    }

    private void async(StressEntry what, Item item, CompletableFuture<Integer> future) {
      made.incrementAndGet();
      var unused = future.whenComplete((result, failure) -> answered.incrementAndGet());
      outstanding.add(new Asked(what, item, future));
      switch (random.nextInt(40)) {
        case 0 -> {
          for (int spins = random.nextInt(300); spins > 0; spins--) {
            Thread.onSpinWait();
          }
          future.cancel(true);
        }
        case 1 -> future.complete(OUTSIDE);
        case 2 -> future.orTimeout(random.nextInt(1_000), TimeUnit.MICROSECONDS);
        case 3 -> outstanding.peek().future().cancel(false);
        default -> {}
      }
      while (outstanding.size() > random.nextInt(OUTSTANDING)) {
        check(outstanding.poll());
      }
    }

    private void check(Asked call) {
      try {
        int result = call.future().join();
        if (result != OUTSIDE) {
          check(call.what(), call.item(), new Outcome.Value<>(result), false);
        }
      } catch (CompletionException e) {
        if (e.getCause() instanceof HeadraceException) {
          HeadraceException failure = (HeadraceException) e.getCause();
          check(call.what(), call.item(), new Outcome.Failure<>(failure), false);
        } else if (!(e.getCause() instanceof TimeoutException)) {
          wrong("a future ended with " + e.getCause());
        }
      } catch (CancellationException e) {
        // as asked for
      }
    }

    private void stream(Calls calls, StressChunk.Steps three, List<Item> items) {
      int kind = random.nextInt(3);
      int wanted = random.nextInt(4) == 0 ? random.nextInt(items.size() + 1) : items.size();
      int i = 0;
      Deque<Item> inOrder = new ArrayDeque<>(items);
      try (Stream<?> results = switch (kind) {
        case 0 -> calls.all(items.stream(), (List<Item> some) -> new StressChunk(three, some));
        case 1 -> calls.outcomes(items.stream(), (List<Item> some) -> new StressChunk(three, some));
        default ->
          calls.unordered(items.stream(), (List<Item> some) -> new StressChunk(three, some));
      }) {
        Iterator<?> iterator = results.iterator();
        for (; i < wanted && iterator.hasNext(); i++) {
          deliver(three, iterator.next(), inOrder);
        }
        if (wanted == items.size() && (i < wanted || iterator.hasNext())) {
          wrong("a stream of " + wanted + " gave " + i);
        }
      } catch (HeadraceException e) {
        if (!(e instanceof ClosedException) && kind != 0) {
          wrong("a stream threw " + e);
        }
        check(three, inOrder.peek(), new Outcome.Failure<>(e), false);
      }
    }

    @SuppressWarnings("unchecked") // each kind of stream gives its own
    private void deliver(StressChunk.Steps three, Object result, Deque<Item> inOrder) {
      if (result instanceof Answer) {
        Answer<Item, Integer> answer = (Answer<Item, Integer>) result;
        if (!inOrder.remove(answer.argument())) {
          wrong("an answer came twice");
        }
        check(three, answer.argument(), answer.outcome(), false);
      } else if (result instanceof Outcome) {
        check(three, inOrder.poll(), (Outcome<Integer>) result, false);
      } else {
        check(three, inOrder.peek(), new Outcome.Value<>((Integer) result), false);
        inOrder.poll();
      }
    }

    private void check(StressEntry what, Item item, Outcome<Integer> outcome, boolean interrupted) {
      if (!outcome.isFailure()) {
        served.incrementAndGet();
        String difference = what.check(item, outcome.orThrow());
        if (difference != null) {
          wrong(difference);
        }
        return;
      }
      HeadraceException failure = ((Outcome.Failure<Integer>) outcome).failure();
      boolean expected = failure instanceof ClosedException && closing
          || failure instanceof OverloadedException
          || failure instanceof NodeException && ((NodeException) failure).isNotBuilt()
          || interrupted && String.valueOf(failure.getMessage()).startsWith("interrupted")
          || interrupted && failure.getCause() instanceof InterruptedException
          || what.mayFail(item, failure);
      if (!expected) {
        wrong(item + " failed: " + failure + ", caused by " + failure.getCause());
      }
    }
  }
}
