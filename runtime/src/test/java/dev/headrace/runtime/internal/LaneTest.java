package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Flow flow = Flow.ofCalls();

  private static final class Call extends Elements<Object> {
    private final BatchLimit limit;
    private final Flow flow;
    private final int @Nullable [] costs;

    Call(BatchLimit limit, Flow flow, int... costs) {
      super(1);
      this.limit = limit;
      this.flow = flow;
      this.costs = costs.length == 0 ? null : costs;
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
      return 1;
    }

    @Override
    public int @Nullable [] costs() {
      return costs;
    }

    @Override
    public Runnable run(Object instance, Cut<Object> cut) {
      return () -> {};
    }

    @Override
    public void abandon(int from, int to, @Nullable Throwable cause) {}
  }

  @Test
  void whatDoesNotFitIntoABatchIsFirstInTheNext() {
    BatchLimit limit = new BatchLimit(64, 0, 100, false);
    Lane<Object> lane = new Lane<>(limit);
    for (int i = 0; i < 10; i++) {
      lane.add(new Call(limit, flow, 10));
    }
    Call costly = new Call(limit, flow, 100);
    lane.add(costly);
    for (int i = 0; i < 10; i++) {
      lane.add(new Call(limit, flow, 10));
    }
    assertThat(lane.cut(0).size()).isEqualTo(10);
    assertThat(lane.cut(0).spans()).containsExactly(costly);
    assertThat(lane.cut(0).size()).isEqualTo(10);
  }

  @Test
  void whoWaitsForCompanySavesNothingUp() {
    Shares shares = new Shares();
    BatchLimit delayed = new BatchLimit(1, 1_000_000_000);
    BatchLimit other = new BatchLimit(1, 0);
    Flow busy = Flow.ofCalls();
    Lane<Object> company = new Lane<>(delayed, shares);
    company.add(new Call(delayed, flow));
    for (int i = 0; i < 100; i++) {
      Lane<Object> lane = new Lane<>(other, shares);
      lane.add(new Call(other, busy));
      shares.serving(lane.tag());
      lane.cut(0);
    }
    for (int i = 0; i < 50; i++) {
      company.add(new Call(delayed, flow));
    }
    Call call = new Call(delayed, busy);
    company.add(call);
    List<Span<Object>> first = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      first.addAll(company.cut(0).spans());
    }
    assertThat(first).contains(call);
  }
}
