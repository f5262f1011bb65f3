package dev.headrace.runtime.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The queue and its policy under a virtual clock: events happen one after another, so a seed gives the same run each
 * time. A batch takes a fixed time and some more for each element. What machines add is there too: telling callers of a
 * batch's end, waking threads, and timers that come late.
 */
final class Simulation implements Ticker, BatchQueue.Supply {
  static final long MICRO = 1_000;
  static final long SECOND = 1_000_000_000;
  private static final long TELL = 4 * MICRO; // per element, by the instance's own thread
  private static final long WAKE = 40 * MICRO; // a parked thread
  private static final long LATE = 55 * MICRO; // a timer
  private static final long DEATH = 20_000 * MICRO; // until there is another instance
  private static final long CALL = 6 * MICRO; // of CPU until a caller has asked again

  final Random random;
  private final long fixed;
  private final long each;
  private final BatchQueue<Object> queue = new BatchQueue<>(this, this);
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long now;
  private long order;
  private int free;
  private long cpuFree; // when the callers' core has time again
  final Latencies latencies = new Latencies();
  int batches;
  int done;
  int abandoned; // elements that were cancelled before a batch took them
  private int faults; // of so many batches one has a fault

  private record Event(long at, long order, Runnable what) {}

  Simulation(long seed, int instances, long fixed, long each) {
    this.random = new Random(seed);
    this.free = instances;
    this.fixed = fixed;
    this.each = each;
  }

  /** Elements of a call; tells when the last of them is done. */
  private final class Call extends IdleRequest {
    final long due = now;
    final LongConsumer then;
    private final BitSet ended = new BitSet();
    int missing;

    Call(BatchLimit limit, int size, Flow flow, LongConsumer then) {
      super(limit, flow, size);
      this.then = then;
      this.missing = size;
    }

    @Override
    public void abandon(int from, int to, @Nullable Throwable cause) {
      ended(from, to);
      abandoned += to - from;
    }

    /** Whether these were the last; each element ends once. */
    boolean ended(int from, int to) {
      if (ended.get(from, to).cardinality() > 0) {
        throw new AssertionError("an element ended twice");
      }
      ended.set(from, to);
      missing -= to - from;
      return missing == 0;
    }
  }

  long now() {
    return now;
  }

  void at(long time, Runnable what) {
    events.add(new Event(time, order++, what));
  }

  /** Lets one of so many batches go wrong: it is split, is too large, or takes its instance with it. */
  void faults(int oneOf) {
    faults = oneOf;
  }

  /** A call arrives; {@code then} gets its latency. The result cancels it. */
  Runnable call(BatchLimit limit, int size, Flow flow, LongConsumer then) {
    Call call = new Call(limit, size, flow, then);
    queue.submit(call);
    at(now + WAKE / 2, this::look);
    return () -> queue.cancel(call);
  }

  /** So many callers that ask again as soon as they are answered. */
  void closed(BatchLimit limit, Flow flow, int callers) {
    for (int i = 0; i < callers; i++) {
      at(i * 10 * MICRO, () -> closedCall(limit, flow));
    }
  }

  private void closedCall(BatchLimit limit, Flow flow) {
    call(limit, 1, flow, latency -> {
      long woken = now + (long) (WAKE * (0.5 - Math.log(1 - random.nextDouble())));
      cpuFree = Math.max(cpuFree, woken) + CALL;
      at(cpuFree, () -> closedCall(limit, flow));
    });
  }

  /** One caller that keeps so many calls under way. */
  void async(BatchLimit limit, Flow flow, int outstanding) {
    for (int i = 0; i < outstanding; i++) {
      at(i * CALL, () -> asyncCall(limit, flow));
    }
  }

  private void asyncCall(BatchLimit limit, Flow flow) {
    call(limit, 1, flow, latency -> {
      cpuFree = Math.max(cpuFree, now + WAKE) + CALL / 2;
      at(cpuFree, () -> asyncCall(limit, flow));
    });
  }

  /** Calls at random times. */
  void poisson(BatchLimit limit, Flow flow, double perSecond, LongConsumer then) {
    at(now + (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND), () -> {
      call(limit, 1, flow, then);
      poisson(limit, flow, perSecond, then);
    });
  }

  /** A stream that keeps some chunks under way. */
  void stream(BatchLimit limit, Flow flow, int chunks, int rows) {
    for (int i = 0; i < chunks; i++) {
      streamCall(limit, flow, rows);
    }
  }

  private void streamCall(BatchLimit limit, Flow flow, int rows) {
    call(limit, rows, flow, latency -> at(now + 3 * WAKE, () -> streamCall(limit, flow, rows)));
  }

  void run(long until) {
    while (!events.isEmpty() && events.peek().at() <= until) {
      Event event = events.poll();
      now = event.at();
      event.what().run();
    }
    now = until;
  }

  private void look() {
    while (free > 0) {
      Cut<Object> cut = queue.poll();
      if (cut == null) {
        long wait = queue.waitNanos();
        if (wait < Long.MAX_VALUE) {
          at(now + wait + LATE, this::look);
        }
        return;
      }
      free--;
      long run = fixed + each * cut.size();
      int fault = faults > 0 && random.nextInt(faults) == 0 ? random.nextInt(3) : -1;
      if (fault == 0) {
        run *= 2 * (32 - Integer.numberOfLeadingZeros(cut.size()));
      } else if (fault == 1) {
        cut.limit().tooLarge(cut.size());
        run *= 2;
      }
      at(now + run, () -> end(cut, fault == 2 ? DEATH : 0));
    }
  }

  private void end(Cut<Object> cut, long away) {
    batches++;
    queue.returning(cut);
    long told = now;
    for (Span<Object> span : cut.spans()) {
      Call call = (Call) span.request();
      done += span.size();
      if (call.ended(span.from(), span.to())) {
        told += TELL;
        at(told, () -> {
          latencies.add(now - call.due);
          call.then.accept(now - call.due);
        });
      }
    }
    at(told + away, () -> {
      free++;
      queue.told();
      look();
    });
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void await(Condition condition, long nanos) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void wanted(int batches) {}

  @Override
  public int most() {
    return 1;
  }

  /** Times, of which one wants the largest. */
  static final class Latencies {
    private long[] times = new long[1024];
    private int size;

    void add(long time) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
      }
      times[size++] = time;
    }

    double millis(double percentile) {
      long[] sorted = Arrays.copyOf(times, size);
      Arrays.sort(sorted);
      return sorted[(int) (size * percentile)] / 1e6;
    }
  }
}
