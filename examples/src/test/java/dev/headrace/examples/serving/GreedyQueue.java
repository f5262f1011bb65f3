package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** What one writes by hand: a thread that takes whatever a {@link LinkedBlockingQueue} holds. */
final class GreedyQueue implements Batcher {
  private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  GreedyQueue(SimulatedModel model) {
    thread = Batcher.daemons("greedy").newThread(() -> work(model));
    thread.start();
  }

  private void work(SimulatedModel model) {
    List<Pending> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(queue.take());
        queue.drainTo(batch, MOST - 1);
        Batcher.run(model, batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    Pending pending = Pending.of(item);
    queue.add(pending);
    return pending.result();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
