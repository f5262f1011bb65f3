package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchLimitTest {
  private final BatchLimit limit = new BatchLimit(64, 0);

  private void goesWell(int times) {
    for (int i = 0; i < times; i++) {
      limit.wentWell(limit.size());
    }
  }

  @Test
  void whatIsTooLargeIsHalved() {
    limit.tooLarge(64);
    assertThat(limit.size()).isEqualTo(32);
    limit.tooLarge(5);
    assertThat(limit.size()).isEqualTo(2);
    limit.tooLarge(64); // another instance tells late
    assertThat(limit.size()).isEqualTo(2);
    limit.tooLarge(1);
    assertThat(limit.size()).isEqualTo(1);
  }

  @Test
  void itRisesSlowlyToWhatWasAskedFor() {
    limit.tooLarge(64);
    goesWell(63);
    assertThat(limit.size()).isEqualTo(32);
    goesWell(1);
    assertThat(limit.size()).isEqualTo(36);
    goesWell(64 * 10);
    assertThat(limit.size()).isEqualTo(64);
    goesWell(1_000);
    assertThat(limit.size()).isEqualTo(64);
  }

  @Test
  void anAttemptThatFailsGoesBackAndTheNextComesLater() {
    limit.tooLarge(64);
    goesWell(64);
    limit.tooLarge(36);
    assertThat(limit.size()).isEqualTo(32);
    goesWell(127);
    assertThat(limit.size()).isEqualTo(32);
    goesWell(1);
    assertThat(limit.size()).isEqualTo(36);
  }

  @Test
  void smallBatchesProveNothing() {
    limit.tooLarge(64);
    for (int i = 0; i < 1_000; i++) {
      limit.wentWell(31);
    }
    assertThat(limit.size()).isEqualTo(32);
  }
}
