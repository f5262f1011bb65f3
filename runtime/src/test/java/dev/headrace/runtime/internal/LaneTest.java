package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Flow flow = Flow.ofCalls();

  private Request<Object> costing(BatchLimit limit, int cost) {
    return new IdleRequest(limit, flow, 1) {
      @Override
      public int[] costs() {
        return new int[] {cost};
      }
    };
  }

  @Test
  void whatDoesNotFitIntoABatchIsFirstInTheNext() {
    BatchLimit limit = new BatchLimit(64, 0, 100, false);
    Lane<Object> lane = new Lane<>(limit);
    for (int i = 0; i < 10; i++) {
      lane.add(costing(limit, 10));
    }
    Request<Object> costly = costing(limit, 100);
    lane.add(costly);
    for (int i = 0; i < 10; i++) {
      lane.add(costing(limit, 10));
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
    company.add(new IdleRequest(delayed, flow, 1));
    for (int i = 0; i < 100; i++) {
      Lane<Object> lane = new Lane<>(other, shares);
      lane.add(new IdleRequest(other, busy, 1));
      shares.serving(lane.tag());
      lane.cut(0);
    }
    for (int i = 0; i < 50; i++) {
      company.add(new IdleRequest(delayed, flow, 1));
    }
    Request<Object> call = new IdleRequest(delayed, busy, 1);
    company.add(call);
    List<Span<Object>> first = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      first.addAll(company.cut(0).spans());
    }
    assertThat(first).contains(call);
  }

  @Test
  void whoWentBehindOthersStaysTheOldest() {
    BatchLimit delayed = new BatchLimit(4, 1_000_000_000);
    Lane<Object> lane = new Lane<>(delayed);
    for (int i = 0; i < 2; i++) {
      lane.add(arrived(delayed, 6, 10 * i + 1));
    }
    var unused = lane.cut(20); // and leaves two elements, which go behind
    lane.add(arrived(delayed, 1, 21));
    assertThat(lane.oldestNanos()).isEqualTo(1);
    unused = lane.cut(22);
    assertThat(lane.oldestNanos()).isEqualTo(1);
    unused = lane.cut(23);
    assertThat(lane.elements()).isEqualTo(1);
    assertThat(lane.oldestNanos()).isEqualTo(11);
  }

  private Request<Object> arrived(BatchLimit limit, int size, long nanos) {
    Request<Object> request = new IdleRequest(limit, flow, size);
    request.arrivalNanos(nanos);
    return request;
  }
}
