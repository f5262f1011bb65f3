package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.internal.Cpu;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are closed by what they wait for. None of that is the thread of the test. */
@Timeout(60)
class CloseWithinTest {
  private final AtomicReference<Runnable> constructor = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> within = new AtomicReference<>(() -> {});
  private final Calls calls = new Calls("Test");
  private final ResourcePool<Model> pool = pool(1);
  private final ResourcePool<Model> free = pool(0);
  private final BatchStep<Model, Integer> closing = BatchStep.<Model, Integer>named("closing")
      .callingOne((model, batch) -> {
        within.get().run();
        return batch.only(0);
      });
  private final BatchStep<Void, Integer> plain = BatchStep.<Void, Integer>named("plain")
      .callingOne((none, batch) -> {
        within.get().run();
        return batch.only(0);
      });

  private ResourcePool<Model> pool(int callsPerInstance) {
    return ResourcePool.open(
        new ResourceSpec("Model", 0, 1, callsPerInstance), new Object(), device -> {
          constructor.get().run();
          return new Model();
        });
  }

  @AfterEach
  void allCanBeClosed() throws Exception {
    soon(() -> {
      calls.close();
      pool.close();
      free.close();
      return 0;
    });
  }

  private static <T> T soon(Callable<T> call) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> {
      try {
        result.complete(call.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    thread.setDaemon(true);
    thread.start();
    return result.get(20, TimeUnit.SECONDS);
  }

  private Chunk<Integer> chunk() {
    return new StepChunk<>(closing, pool, List.of(1));
  }

  private Chunk<Integer> ofFree() {
    return new StepChunk<>(closing, free, List.of(1));
  }

  private Chunk<Integer> ofPlain() {
    return new StepChunk<>(plain, ResourcePool.none(), List.of(1));
  }

  private void isRefused(Callable<?> call) throws Exception {
    assertThatThrownBy(() -> soon(call)).satisfies(thrown -> {
      Throwable root = thrown;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      assertThat(root)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Test is not closed: ");
    });
    within.set(() -> {});
    constructor.set(() -> {});
    assertThat(soon(() -> calls.one(chunk()))).isOne(); // it is open
  }

  @Test
  void aBatchStepMayNot() throws Exception {
    within.set(calls::close);
    isRefused(() -> calls.one(chunk()));
    within.set(calls::close);
    isRefused(() -> calls.async(chunk()).join());
    within.set(calls::close);
    isRefused(() -> calls.ofStep(closing, pool, (Integer x) -> chunk()).one(1));
    within.set(calls::close);
    isRefused(() -> calls.ofStep(closing, pool, (Integer x) -> chunk()).async(1).join());
    within.set(calls::close);
    isRefused(() -> calls.all(Stream.of(1, 2, 3), (List<Integer> xs) -> chunk()).toList());
  }

  @Test
  void aStepOnAnyOtherThreadMayNot() throws Exception {
    for (boolean resource : new boolean[] {false, true}) {
      within.set(calls::close);
      isRefused(() -> calls.one(resource ? ofFree() : ofPlain()));
      within.set(calls::close);
      isRefused(() -> calls.async(resource ? ofFree() : ofPlain()).join());
      within.set(calls::close);
      isRefused(() -> calls
          .all(Stream.of(1, 2, 3), (List<Integer> xs) -> resource ? ofFree() : ofPlain())
          .toList());
    }
  }

  @Test
  void aConstructorMayNotCloseCallsThatWaitForIt() throws Exception {
    constructor.set(calls::close);
    isRefused(() -> calls.one(chunk()));
    constructor.set(calls::close);
    isRefused(() -> calls.one(ofFree()));
  }

  @Test
  void aConstructorThatNoCallWaitsForMay() throws Exception {
    constructor.set(calls::close);
    soon(() -> {
      pool.warmUp();
      return 0;
    });
    assertThatThrownBy(() -> calls.one(chunk())).isInstanceOf(ClosedException.class);
  }

  @Test
  void aListenerMayNot() throws Exception {
    CompletableFuture<Integer> heard = new CompletableFuture<>();
    PipelineListener listener = new PipelineListener() {
      @Override
      public void batch(
          String node, int size, long wait, long run, Device device, @Nullable Throwable failure) {
        if (node.equals("closing")) {
          try {
            calls.close();
            heard.complete(1);
          } catch (IllegalStateException e) {
            heard.completeExceptionally(e);
          }
        }
      }
    };
    Listeners.add(listener);
    try {
      assertThat(soon(() -> calls.one(chunk()))).isOne();
    } finally {
      Listeners.remove(listener);
    }
    isRefused(heard::join);
  }

  @Test
  void aStepOfACallWithinACallMayNotCloseEither() throws Exception {
    Calls outer = new Calls("Test");
    BatchStep<Void, Integer> plainAround =
        BatchStep.<Void, Integer>named("around").callingOne((none, batch) -> calls.one(chunk()));
    ResourcePool<Model> another = pool(1);
    BatchStep<Model, Integer> around =
        BatchStep.<Model, Integer>named("around").callingOne((model, batch) -> calls.one(chunk()));
    within.set(outer::close);
    isRefused(() -> outer.one(new StepChunk<>(plainAround, ResourcePool.none(), List.of(1))));
    within.set(outer::close);
    isRefused(() -> outer.one(new StepChunk<>(around, another, List.of(1))));
    within.set(outer::close);
    BatchStep<Void, Integer> bound = BatchStep.<Void, Integer>named("bound")
        .callingOne((none, batch) -> Once.of("value", () -> chunk().one()).get());
    isRefused(() -> outer.one(new StepChunk<>(bound, ResourcePool.none(), List.of(1))));
    outer.close();
    another.close();
  }

  /** The CPU threads are busy, so the step that consumes the stream runs the stream's steps itself. */
  @Test
  void aStepOfAStreamThatAStepConsumesMayNotEither() throws Exception {
    Calls outer = new Calls("Test");
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < 64; i++) {
      Cpu.execute(() -> {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
    BatchStep<Void, Integer> consumer = BatchStep.<Void, Integer>named("consumer")
        .callingOne((none, batch) ->
            calls.all(Stream.of(1), (List<Integer> xs) -> ofPlain()).toList().get(0));
    try {
      within.set(outer::close);
      isRefused(() -> outer.one(new StepChunk<>(consumer, ResourcePool.none(), List.of(1))));
    } finally {
      release.countDown();
    }
    outer.close();
  }

  @Test
  void aStepMayCloseAnotherExecutor() throws Exception {
    Calls another = new Calls("Another");
    within.set(another::close);
    assertThat(soon(() -> calls.one(chunk()))).isOne();
    assertThatThrownBy(() -> another.one(chunk())).isInstanceOf(ClosedException.class);
    within.set(() -> {
      try (Calls own = new Calls("Own")) {
        assertThat(own.one(new StepChunk<>(Model.times10(1), free, List.of(1)))).isEqualTo(10);
      }
    });
    assertThat(soon(() -> calls.one(ofPlain()))).isOne();
    assertThat(soon(() -> calls.one(chunk()))).isOne();
  }
}
