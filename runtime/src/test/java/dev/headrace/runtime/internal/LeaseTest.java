package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

/** Leases beside calls, under a clock that only the test moves. */
class LeaseTest implements Ticker, BatchQueue.Supply {
  private final BatchQueue<Object> queue = new BatchQueue<>(this, this);
  private final Flow holder = Flow.ofCalls();
  private final BatchLimit leases = new BatchLimit(1, 0);
  private long now;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void await(Condition condition, long nanos) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void wanted(int batches) {}

  @Override
  public int most() {
    return 1;
  }

  @Test
  void whoLeasesAgainAndAgainLeavesCallsTheirShare() {
    BatchLimit limit = new BatchLimit(1, 0);
    Flow calls = Flow.ofCalls();
    int[] served = new int[2];
    for (int i = 0; i < 2; i++) { // of each there is always one that waits
      queue.submit(new Lease<>(leases, holder));
      queue.submit(new IdleRequest(limit, calls, 1));
    }
    for (int i = 0; i < 1_000; i++) {
      Cut<Object> cut = queue.poll();
      boolean isLease = cut.spans().get(0).request() instanceof Lease;
      served[isLease ? 0 : 1]++;
      now += 1_000_000;
      queue.returning(cut);
      queue.submit(isLease ? new Lease<>(leases, holder) : new IdleRequest(limit, calls, 1));
    }
    assertThat(served[0]).isBetween(400, 600);
  }
}
