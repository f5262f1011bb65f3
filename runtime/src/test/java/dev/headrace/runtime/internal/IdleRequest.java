package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/** A request that does nothing, for tests of what comes before: those with one limit share a lane. */
class IdleRequest extends Elements<Object> {
  private final BatchLimit limit;
  private final Flow flow;
  private final int size;

  IdleRequest(BatchLimit limit, Flow flow, int size) {
    super(size);
    this.limit = limit;
    this.flow = flow;
    this.size = size;
  }

  @Override
  public Object lane() {
    return limit;
  }

  @Override
  public BatchLimit limit() {
    return limit;
  }

  @Override
  public Flow flow() {
    return flow;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Runnable run(Object instance, Cut<Object> cut) {
    return () -> {};
  }

  @Override
  public void abandon(int from, int to, @Nullable Throwable cause) {}
}
