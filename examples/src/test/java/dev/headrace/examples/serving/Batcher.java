package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

/** Something that turns single calls into batches of at most 64 for one model. */
interface Batcher extends AutoCloseable {
  int MOST = 64;
  int LINGER_MILLIS = 5; // for those that always wait for company

  CompletableFuture<Long> submit(long item);

  /** A call that waits. */
  default long call(long item) {
    return submit(item).join();
  }

  @Override
  void close();

  /** An item and who waits for it. */
  record Pending(long item, CompletableFuture<Long> result) {
    static Pending of(long item) {
      return new Pending(item, new CompletableFuture<>());
    }
  }

  static void run(SimulatedModel model, List<Pending> batch) {
    List<Long> items = new ArrayList<>(batch.size());
    batch.forEach(pending -> items.add(pending.item()));
    List<Long> results = model.apply(items);
    for (int i = 0; i < results.size(); i++) {
      batch.get(i).result().complete(results.get(i));
    }
  }

  static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
