package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/** A request of one element, which counts how often it was put into a batch, or given up. */
final class Counted extends Elements<Object> {
  private static final BatchLimit LIMIT = new BatchLimit(8, 0);
  private static final Flow FLOW = Flow.ofCalls();

  private int ended; // by whoever took it; read once all actors have ended

  Counted() {
    super(1);
  }

  static void end(@Nullable Cut<Object> cut) {
    if (cut != null) {
      cut.spans().forEach(span -> ((Counted) span.request()).ended++);
    }
  }

  int ended() {
    return ended;
  }

  @Override
  public Object lane() {
    return LIMIT;
  }

  @Override
  public BatchLimit limit() {
    return LIMIT;
  }

  @Override
  public Flow flow() {
    return FLOW;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public Runnable run(Object instance, Cut<Object> cut) {
    return () -> {};
  }

  @Override
  public void abandon(int from, int to, @Nullable Throwable cause) {
    ended++;
  }
}
