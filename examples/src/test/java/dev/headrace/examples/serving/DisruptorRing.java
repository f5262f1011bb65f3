package dev.headrace.examples.serving;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.headrace.examples.bench.SimulatedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A ring buffer whose handler collects until the end of what is there. */
final class DisruptorRing implements Batcher {
  private final Disruptor<Slot> disruptor;

  private static final class Slot {
    Pending pending;
  }

  DisruptorRing(SimulatedModel model) {
    disruptor = new Disruptor<>(
        Slot::new,
        1 << 14,
        Batcher.daemons("disruptor"),
        ProducerType.MULTI,
        new BlockingWaitStrategy());
    disruptor.handleEventsWith(new EventHandler<Slot>() {
      private final List<Pending> batch = new ArrayList<>();

      @Override
      public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
        batch.add(slot.pending);
        slot.pending = null;
        if (endOfBatch || batch.size() == MOST) {
          Batcher.run(model, batch);
          batch.clear();
        }
      }
    });
    disruptor.start();
  }

  @Override
  public CompletableFuture<Long> submit(long item) {
    Pending pending = Pending.of(item);
    disruptor.publishEvent((slot, sequence) -> slot.pending = pending);
    return pending.result();
  }

  @Override
  public void close() {
    disruptor.halt();
  }
}
