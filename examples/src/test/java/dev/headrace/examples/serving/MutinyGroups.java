package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Mutiny's groups of items by size and time. */
final class MutinyGroups implements Batcher {
  private final UnicastProcessor<Pending> processor = UnicastProcessor.create();
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(Batcher.daemons("mutiny-model"));

  MutinyGroups(SimulatedModel model) {
    var unused = processor
        .group()
        .intoLists()
        .of(MOST, Duration.ofMillis(LINGER_MILLIS))
        .onOverflow()
        .buffer(1 << 14)
        .emitOn(executor)
        .subscribe()
        .with(batch -> Batcher.run(model, batch));
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    Pending pending = Pending.of(item);
    processor.onNext(pending);
    return pending.result();
  }

  @Override
  public void close() {
    processor.onComplete();
    executor.shutdownNow();
  }
}
