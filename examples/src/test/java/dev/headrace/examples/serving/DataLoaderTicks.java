package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;

/** A java-dataloader without its cache, dispatched when a batch is full and at every tick. */
final class DataLoaderTicks implements Batcher {
  private final ExecutorService models =
      Executors.newSingleThreadExecutor(Batcher.daemons("dataloader-model"));
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(Batcher.daemons("dataloader-ticks"));
  private final DataLoader<Long, Long> loader;

  DataLoaderTicks(SimulatedModel model) {
    BatchLoader<Long, Long> batches =
        items -> CompletableFuture.supplyAsync(() -> model.apply(items), models);
    loader = DataLoaderFactory.newDataLoader(
        batches,
        DataLoaderOptions.newOptions()
            .setCachingEnabled(false)
            .setMaxBatchSize(MOST)
            .build());
    var unused = ticks.scheduleAtFixedRate(
        loader::dispatch, LINGER_MILLIS, LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    CompletableFuture<Long> result = loader.load(item);
    if (loader.dispatchDepth() >= MOST) {
      var unused = loader.dispatch();
    }
    return result;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    models.shutdownNow();
  }
}
