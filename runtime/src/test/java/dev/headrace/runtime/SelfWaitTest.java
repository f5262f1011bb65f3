package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Constructors of thread-safe resources that would wait for themselves: they are told so. */
@Timeout(30)
class SelfWaitTest {
  private final Calls calls = new Calls("Test");
  private Runnable whileBuilt = () -> {};
  private final ResourcePool<Model> threadSafe =
      ResourcePool.open(new ResourceSpec("ThreadSafe", 0, 1, 0), new Object(), device -> {
        whileBuilt.run();
        return new Model();
      });

  @AfterEach
  void close() {
    threadSafe.close();
  }

  private static <R> BatchStep<R, Integer> step(String name, Supplier<Integer> value) {
    return BatchStep.<R, Integer>named(name).calling((instance, batch) -> List.of(value.get()));
  }

  private <R> Chunk<Integer> chunk(BatchStep<R, Integer> step, ResourcePool<R> pool) {
    return new StepChunk<>(step, pool, List.of(1));
  }

  @Test
  void aConstructorOfAThreadSafeResourceIsToldSo() {
    BatchStep<Model, Integer> needed = Model.times10(4);
    whileBuilt =
        () -> calls.async(new StepChunk<>(needed, threadSafe, List.of(1))).join();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> calls.one(new StepChunk<>(needed, threadSafe, List.of(1))))
          .hasStackTraceContaining("which needs what it is to build");
    }
    whileBuilt = () -> {};
    assertThat(calls.one(new StepChunk<>(needed, threadSafe, List.of(1)))).isEqualTo(10);
  }

  @Test
  void aConstructorOfAThreadSafeResourceIsToldSoThoughWhatItCallsNeedsAnotherToo()
      throws Exception {
    ResourcePool<Model> two = Model.pool(2);
    ResourcePool<Instances> withTwo = ResourcePool.all(two, threadSafe);
    try {
      BatchStep<Instances, Integer> needed = step("needed", () -> 1);
      whileBuilt = () -> calls.one(chunk(needed, withTwo));
      CompletableFuture<Integer> call = calls.async(chunk(needed, withTwo));
      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .hasStackTraceContaining("which needs what it is to build");
    } finally {
      withTwo.close();
      two.close();
    }
  }
}
