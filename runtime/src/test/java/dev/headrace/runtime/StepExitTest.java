package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code of users that ends the JVM, while a shutdown hook closes what it is part of. */
@Timeout(60)
class StepExitTest {
  /** A process that ends with 9, or with 7 if its hook did not wait for a call that ends by itself. */
  static final class Quitter {
    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private final Calls calls = new Calls("Test");
    private final ResourcePool<Model> pool;
    private CompletableFuture<Integer> slow = CompletableFuture.completedFuture(0);

    private Quitter(String where) {
      pool = ResourcePool.open(new ResourceSpec("Model", 0, 1, 1), new Object(), device -> {
        if (where.equals("constructor")) {
          System.exit(9);
        }
        return new Model();
      });
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        calls.close();
        pool.close();
        if (!slow.isDone()) {
          Runtime.getRuntime().halt(7);
        }
      }));
    }

    public static void main(String[] arguments) {
      new Quitter(arguments[0]).run(arguments[0]);
    }

    private void run(String where) {
      BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("step")
          .calling((model, batch) -> exits(where.equals("step")));
      switch (where) {
        case "listener" ->
          Listeners.add(new PipelineListener() {
            @Override
            public void instanceCreated(String resource, Device device) {
              System.exit(9);
            }
          });
        case "dependent" -> dependent();
        case "synchronous" -> calls.one(loop());
        case "asynchronous" -> calls.async(loop()).join();
        default -> {}
      }
      calls.one(new StepChunk<>(step, pool, List.of(1)));
    }

    private static List<Integer> exits(boolean now) {
      if (now) {
        System.exit(9);
      }
      return List.of(1);
    }

    private static Chunk<Integer> loop() {
      return new Chunk<>("loop", false, 1) {
        @Override
        protected boolean stage(int stage) {
          each(rows(), i -> System.exit(9));
          return false;
        }

        @Override
        protected List<Integer> results() {
          return List.of(1);
        }
      };
    }

    /** What depends on one call ends the JVM, while another call is under way for some time. */
    private void dependent() {
      BatchStep<Model, Integer> waits = BatchStep.<Model, Integer>named("waits")
          .calling((model, batch) -> {
            ENTERED.countDown();
            while (calls.enters()) { // until the hook closes it
              calls.leave();
              Thread.onSpinWait();
            }
            Thread.sleep(500); // the hook looks several times meanwhile
            return List.of(1);
          });
      slow = calls.async(new StepChunk<>(waits, pool, List.of(1)));
      calls
          .async(new StepChunk<>(
              BatchStep.<Void, Integer>named("other").calling((none, batch) -> {
                ENTERED.await();
                return List.of(1);
              }),
              ResourcePool.none(),
              List.of(1)))
          .thenRun(() -> System.exit(9))
          .join();
    }
  }

  @Test
  void aHookDoesNotWaitForWhatWaitsForIt() throws Exception {
    for (String where : List.of("step", "constructor", "listener", "synchronous", "asynchronous")) {
      assertThat(OwnProcess.exitCode(Quitter.class, where)).as(where).isEqualTo(9);
    }
  }

  @Test
  void butForCallsThatEndByThemselves() throws Exception {
    assertThat(OwnProcess.exitCode(Quitter.class, "dependent")).isEqualTo(9);
  }
}
