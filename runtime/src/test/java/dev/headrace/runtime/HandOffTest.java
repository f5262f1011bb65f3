package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What two threads do at the same moment, again and again, at any few instructions from each other. {@code
 * -Dheadrace.stress=…} says how often.
 */
@Timeout(1_200)
class HandOffTest {
  private static final int TIMES = Integer.getInteger("headrace.stress", 40_000);

  private final ResourcePool<Model> pool = Model.pool(1);
  private final ResourcePool<Model> another = Model.pool(2);
  private final BatchStep<Model, Integer> step = Model.times10(4);
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger twice = new AtomicInteger();
  private volatile @Nullable TwoStages current; // null once there are no more

  @AfterEach
  void closePools() {
    pool.close();
    another.close();
  }

  /** Several tasks in each of two stages. */
  private final class TwoStages extends Chunk<Integer> implements StageLoop.End {
    private final boolean startsHere;
    private final AtomicInteger ends = new AtomicInteger();
    private List<Integer> last = List.of();

    TwoStages(boolean startsHere) {
      super("entry", true, 1);
      this.startsHere = startsHere;
    }

    @Override
    protected boolean startsHere() {
      return startsHere;
    }

    @Override
    protected boolean stage(int stage) {
      for (int i = 0; stage < 2 && i < 3; i++) {
        last = batch(step, i == 1 ? another : pool, rows(), List.of(i));
      }
      return stage < 2;
    }

    @Override
    protected List<Integer> results() {
      return last;
    }

    @Override
    public void ended() {
      ended.incrementAndGet();
      if (ends.incrementAndGet() > 1) {
        twice.incrementAndGet();
      }
    }
  }

  @Test
  void whatIsCancelledWhileItStartsEndsOnce() throws Exception {
    current = new TwoStages(true);
    Thread canceller = new Thread(this::cancelAll);
    canceller.start();
    Random random = new Random(1);
    for (int i = 1; i <= TIMES; i++) {
      TwoStages chunk = new TwoStages(random.nextInt(4) > 0);
      current = chunk;
      chunk.start(chunk);
      if (i % 32 == 0) {
        int all = i;
        Model.until(() -> ended.get() >= all);
      }
    }
    current = null;
    canceller.join();
    Model.until(() -> ended.get() >= TIMES);
    assertThat(twice).hasValue(0);
    assertThat(Model.waiting(pool) + Model.waiting(another)).isZero();
  }

  private void cancelAll() {
    Random random = new Random(2);
    for (TwoStages last = null, next = current; next != null; next = current) {
      if (next != last) {
        for (int spins = random.nextInt(64); spins > 0; spins--) {
          Thread.onSpinWait();
        }
        next.cancel();
        last = next;
      }
    }
  }

  @Test
  void whatGivesWayWhileItRunsEndsOnce() throws Exception {
    Calls calls = new Calls("Test", StreamBounds.DEFAULT, new CallLimit(2, WhenFull.SHED));
    Thread[] callers = new Thread[3];
    for (int t = 0; t < callers.length; t++) {
      boolean sync = t > 0;
      callers[t] = new Thread(() -> {
        for (int i = 0; i < TIMES / 8; i++) {
          TwoStages chunk = new TwoStages(true);
          try {
            int last = sync ? calls.one(chunk) : calls.async(chunk).join();
            if (last != 20) {
              return;
            }
          } catch (OverloadedException | CompletionException e) {
            assertThat(sync ? e : e.getCause()).isInstanceOf(OverloadedException.class);
          }
          ended.incrementAndGet();
        }
      });
      callers[t].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    calls.close(); // all of them have left, and only once
    assertThat(ended).hasValue(TIMES / 8 * callers.length);
  }

  @Test
  void aRequestThatMeetsAWorkerOnItsWayToRestIsServed() throws Exception {
    BatchStep<Instances, Integer> withBoth = BatchStep.<Instances, Integer>named("both")
        .maxBatchSize(1)
        .calling((models, batch) -> models.<Model>get(0).times10(batch.column(0)));
    BatchStep<Model, Integer> single = Model.times10(1);
    try (ResourcePool<Model> third = Model.pool(2);
        ResourcePool<Instances> both = ResourcePool.all(another, third)) {
      servesAll(2, () -> new StepChunk<>(step, pool, List.of(1)));
      servesAll(3, () -> new StepChunk<>(single, another, List.of(1))); // two workers
      servesAll(3, () -> new StepChunk<>(withBoth, both, List.of(1))); // which look before they cut
    }
  }

  private void servesAll(int threads, Supplier<Chunk<Integer>> chunks) throws Exception {
    ended.set(0);
    Calls calls = new Calls("Test");
    Thread[] callers = new Thread[threads];
    for (int t = 0; t < callers.length; t++) {
      callers[t] = new Thread(() -> {
        for (int i = 0; i < TIMES / 4; i++) {
          ended.addAndGet(calls.one(chunks.get()) / 10);
        }
      });
      callers[t].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    calls.close();
    assertThat(ended).hasValue(TIMES / 4 * threads);
  }
}
