package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.internal.Deadlocks;
import dev.headrace.runtime.internal.Ticker;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are made where there is no memory, or no stack: they fail, and nobody waits for them. */
@Timeout(15)
class NoMemoryTest {
  private final AtomicInteger failing =
      new AtomicInteger(); // times that a caller asks for the time
  private final ResourcePool<Model> pool = ResourcePool.open(
      new ResourceSpec("Model", 0, 1, 1), new Object(), device -> new Model(), new Ticker() {
        @Override
        public long nanos() {
          if (!Deadlocks.isNeeded() && failing.get() > 0 && failing.decrementAndGet() == 0) {
            throw new OutOfMemoryError("to submit it");
          }
          return System.nanoTime();
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
          SYSTEM.await(condition, nanos);
        }
      });
  private final Calls calls = new Calls("Test", new StreamBounds(4, 2), CallLimit.NONE);
  private final BatchStep<Model, Integer> step = Model.times10(4);

  @AfterEach
  void closePool() {
    pool.close();
  }

  /** Two steps at a time, one of which cannot be asked for. */
  private final class TwoTasks extends Chunk<Integer> {
    private final List<Integer> xs;
    private final boolean startsHere;
    private List<Integer> last = List.of();

    TwoTasks(List<Integer> xs, boolean startsHere) {
      super("entry", true, xs.size());
      this.xs = xs;
      this.startsHere = startsHere;
    }

    @Override
    protected boolean startsHere() {
      return startsHere;
    }

    @Override
    protected boolean stage(int stage) {
      for (int i = 0; stage == 0 && i < 2; i++) {
        last = batch(step, pool, rows(), xs);
      }
      return stage == 0;
    }

    @Override
    protected List<Integer> results() {
      return last;
    }
  }

  @Test
  void aCallWhoseStepCannotBeAskedForFails() {
    List<Consumer<Boolean>> ways = List.of(
        here -> calls.one(new TwoTasks(List.of(1), here)),
        here -> {
          try {
            calls.async(new TwoTasks(List.of(1), here)).join();
          } catch (CompletionException e) {
            throw (HeadraceException) e.getCause();
          }
        },
        here -> calls.all(Stream.of(1), xs -> new TwoTasks(xs, here)).toList());
    for (Consumer<Boolean> way : ways) {
      for (int time = 1; time <= 2; time++) {
        for (boolean here : List.of(true, false)) {
          pool.warmUp(); // or the time is asked for to start the thread
          failing.set(time);
          assertThatThrownBy(() -> way.accept(here))
              .isInstanceOf(HeadraceException.class)
              .hasRootCauseMessage("to submit it");
          assertThat(failing).hasValue(0);
        }
      }
    }
    assertThat(Model.waiting(pool)).isZero();
    assertThat(calls.one(new TwoTasks(List.of(1), true))).isEqualTo(10);
    calls.close();
  }

  @Test
  void aStepThatCallsItselfComesToTheEndOfTheStackAndDoesNotWaitThere() throws Exception {
    for (int i = 0; i < 40; i++) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      long stack = (200 << 10) + i * 1024L; // wherever that ends
      Thread caller = new Thread(null, () -> self(1), "deep", stack);
      caller.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
      caller.setDaemon(true);
      caller.start();
      caller.join(5_000);
      assertThat(caller.isAlive()).isFalse();
      assertThat(failure).doesNotHaveValue(null);
    }
  }

  private int self(int x) {
    BatchStep<@Nullable Void, Integer> again = BatchStep.<@Nullable Void, Integer>named("self")
        .calling((none, batch) -> List.of(self(batch.<Integer>only(0))));
    return calls.one(new StepChunk<>(again, ResourcePool.none(), List.of(x)));
  }
}
