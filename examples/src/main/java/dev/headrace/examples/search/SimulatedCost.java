package dev.headrace.examples.search;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Makes another model slow: sleeps 5 ms per call and 0.2 ms per text. Times measured with it show
 * the effect of batching, not the speed of any model.
 */
final class SimulatedCost implements TextModel {
  private static final long MICROS_PER_CALL = 5_000;
  private static final long MICROS_PER_TEXT = 200;

  private final TextModel model;

  SimulatedCost(TextModel model) {
    this.model = model;
  }

  @Override
  public List<Encoding> encode(List<String> texts) {
    try {
      TimeUnit.MICROSECONDS.sleep(MICROS_PER_CALL + MICROS_PER_TEXT * texts.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while encoding " + texts.size() + " texts");
    }
    return model.encode(texts);
  }

  @Override
  public void close() {
    model.close();
  }
}
