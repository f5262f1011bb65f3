package dev.headrace.examples.serving;

import com.github.phantomthief.collection.BufferTrigger;
import dev.headrace.examples.bench.SimulatedModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The buffer-trigger library's blocking queue with a linger. */
final class BufferTriggerQueue implements Batcher {
  private final BufferTrigger<Pending> buffer;

  BufferTriggerQueue(SimulatedModel model) {
    buffer = BufferTrigger.<Pending>batchBlocking()
        .batchSize(MOST)
        .bufferSize(1 << 14)
        .linger(Duration.ofMillis(LINGER_MILLIS))
        .setConsumerEx(batch -> Batcher.run(model, batch))
        .build();
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    Pending pending = Pending.of(item);
    buffer.enqueue(pending);
    return pending.result();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
