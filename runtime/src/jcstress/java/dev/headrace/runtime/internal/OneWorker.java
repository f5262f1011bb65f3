package dev.headrace.runtime.internal;

/** A queue with one worker, which its thread plays; there is no other. */
final class OneWorker implements BatchQueue.Supply {
  final BatchQueue<Object> queue = new BatchQueue<>(Ticker.SYSTEM, this);

  @Override
  public void wanted(int batches) {}

  @Override
  public int most() {
    return 1;
  }

  @Override
  public boolean couldStart() {
    return false;
  }
}
