package dev.headrace.examples.serving;

import dev.headrace.examples.bench.SimulatedModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reactor's fair {@code bufferTimeout}. */
final class ReactorBuffer implements Batcher {
  private final Sinks.Many<Pending> sink = Sinks.many().unicast().onBackpressureBuffer();
  private final Scheduler scheduler = Schedulers.newSingle("reactor-model", true);

  ReactorBuffer(SimulatedModel model) {
    var unused = sink.asFlux()
        .bufferTimeout(MOST, Duration.ofMillis(LINGER_MILLIS), true)
        .publishOn(scheduler, 1)
        .subscribe(batch -> Batcher.run(model, batch));
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    Pending pending = Pending.of(item);
    synchronized (sink) {
      sink.tryEmitNext(pending).orThrow();
    }
    return pending.result();
  }

  @Override
  public void close() {
    synchronized (sink) {
      sink.tryEmitComplete();
    }
    scheduler.dispose();
  }
}
