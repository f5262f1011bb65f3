package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.internal.BatchPolicy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPolicyTest {
  private record Waiting(int elements, int limit, long delayNanos, long oldestNanos)
      implements BatchPolicy.Waiting {
    @Override
    public int fullBatches() {
      return elements / limit;
    }

    @Override
    public double tag() {
      return 0;
    }

    @Override
    public long patience(long now) {
      return 0;
    }

    @Override
    public boolean hasRest() {
      return elements % limit > 0;
    }
  }

  private static Waiting greedy(int elements) {
    return new Waiting(elements, 4, 0, 0);
  }

  private static Waiting patient(int elements, long since) {
    return new Waiting(elements, 4, 10, since);
  }

  @Test
  void nothingWaits() {
    assertThat(BatchPolicy.decide(List.of(), 5)).isEqualTo(new Decision(-1, Long.MAX_VALUE));
  }

  @Test
  void aFreeInstanceTakesWhatIsThere() {
    assertThat(BatchPolicy.decide(List.of(greedy(1)), 0)).isEqualTo(new Decision(0, 0));
    assertThat(BatchPolicy.decide(List.of(greedy(9)), 0)).isEqualTo(new Decision(0, 0));
  }

  @Test
  void theFirstLaneThatIsReadyHasItsTurn() {
    assertThat(BatchPolicy.decide(List.of(patient(1, 0), greedy(2), greedy(3)), 5))
        .isEqualTo(new Decision(1, 0));
  }

  @Test
  void thePatientWaitUntilTheyAreFullOrTheirTimeIsUp() {
    assertThat(BatchPolicy.decide(List.of(patient(3, 100), patient(1, 98)), 103))
        .isEqualTo(new Decision(-1, 5));
    assertThat(BatchPolicy.decide(List.of(patient(4, 100)), 100)).isEqualTo(new Decision(0, 0));
    assertThat(BatchPolicy.decide(List.of(patient(3, 100)), 110)).isEqualTo(new Decision(0, 0));
  }

  @Test
  void theClockMayPassItsLargestValue() {
    long since = Long.MAX_VALUE - 3;
    assertThat(BatchPolicy.decide(List.of(patient(1, since)), since + 4).waitNanos())
        .isEqualTo(6);
    assertThat(BatchPolicy.decide(List.of(patient(1, since)), since + 10).isCut())
        .isTrue();
  }

  @Test
  void readyBatchesAreCountedNoFurtherThanEnough() {
    List<Waiting> lanes = List.of(greedy(9), patient(5, 100), patient(3, 100));
    assertThat(BatchPolicy.ready(lanes, 100, 99)).isEqualTo(4);
    assertThat(BatchPolicy.ready(lanes, 110, 99)).isEqualTo(6);
    assertThat(BatchPolicy.ready(lanes, 110, 2)).isEqualTo(2);
    assertThat(BatchPolicy.ready(List.of(), 0, 2)).isZero();
  }
}
