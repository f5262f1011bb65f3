package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random load from several threads, with failures, cancellations, small batches and closing in the middle of it. */
@Timeout(120)
class StressTest {
  @RegisterExtension
  final Recorder recorder = new Recorder();

  private record Call(int x, CompletableFuture<Integer> result) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyCallEndsOnceAndWithItsOwnResult(long seed) throws Exception {
    AtomicInteger constructions = new AtomicInteger();
    ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Model", 0, 3, 1), new Object(), device -> {
          if (constructions.incrementAndGet() % 3 == 1) {
            throw new IllegalStateException("flaky");
          }
          return new Model();
        });
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
        .maxBatchSize(7)
        .calling((model, batch) -> {
          List<Integer> xs = batch.column(0);
          if (xs.size() > 5) {
            throw new BatchTooLargeException();
          }
          if (xs.stream().anyMatch(x -> x % 11 == 0)) {
            throw new IllegalArgumentException("eleven");
          }
          return model.times10(xs);
        });
    Calls calls = new Calls("Stress");
    List<List<Call>> made = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    AtomicInteger wrong = new AtomicInteger();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(seed * 31 + t);
      List<Call> mine = new ArrayList<>();
      made.add(mine);
      Thread thread = new Thread(() -> {
        for (int i = 0; i < 1_500; i++) {
          int x = random.nextInt(1_000);
          if (random.nextInt(5) == 0) {
            checkChunk(
                new StepChunk<>(step, pool, IntStream.range(x, x + 20).boxed().toList()), x, wrong);
            continue;
          }
          CompletableFuture<Integer> future = calls.async(new StepChunk<>(step, pool, List.of(x)));
          mine.add(new Call(x, future));
          if (random.nextInt(10) == 0) {
            future.cancel(false);
          }
        }
      });
      threads.add(thread);
      thread.start();
    }
    if (seed % 2 == 0) { // close under load
      Model.until(() -> recorder.sizes.size() > 200);
      calls.close();
      pool.close();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (List<Call> mine : made) {
      for (Call call : mine) {
        check(call, wrong);
      }
    }
    calls.close();
    pool.close();
    assertThat(wrong).hasValue(0);
    assertThat(recorder.closed.get()).isEqualTo(recorder.created.get());
  }

  private static void check(Call call, AtomicInteger wrong) {
    try {
      if (call.result().join() != call.x() * 10 || call.x() % 11 == 0) {
        wrong.incrementAndGet();
      }
    } catch (CancellationException e) {
      // as asked for
    } catch (CompletionException e) {
      wrong.addAndGet(isAllowed(e.getCause(), call.x()) ? 0 : 1);
    }
  }

  private static void checkChunk(StepChunk<Model, Integer> chunk, int first, AtomicInteger wrong) {
    List<Outcome<Integer>> outcomes = chunk.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      int x = first + i;
      Outcome<Integer> outcome = outcomes.get(i);
      boolean right = outcome.isFailure()
          ? isAllowed(((Outcome.Failure<Integer>) outcome).failure(), x)
          : outcome.orThrow() == x * 10 && x % 11 != 0;
      wrong.addAndGet(right ? 0 : 1);
    }
  }

  private static boolean isAllowed(Throwable failure, int x) {
    return failure.getMessage().endsWith("eleven") && x % 11 == 0
        || failure.getMessage().endsWith("is closed")
        || failure.getMessage().endsWith("flaky");
  }
}
