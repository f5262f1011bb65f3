package dev.headrace.examples.serving;

import java.util.concurrent.CompletableFuture;

/** The generated executor. */
final class Headrace implements Batcher {
  private final ScoringExecutor executor;

  Headrace(int microsPerCall, int microsPerItem) {
    executor = ScoringExecutor.builder().model(microsPerCall, microsPerItem).build();
    executor.warmUp();
  }

  ScoringExecutor executor() {
    return executor;
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    return executor.scoreAsync(item);
  }

  @Override
  public long call(long item) {
    return executor.score(item);
  }

  @Override
  public void close() {
    executor.close();
  }
}
