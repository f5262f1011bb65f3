package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {

  @Test
  void flowsThatCameOnceAreForgotten() {
    Shares shares = new Shares();
    for (int i = 0; i < 100_000; i++) {
      Shares.Share share = shares.of(Flow.ofCalls());
      double tag = shares.arrived(share, 1_000);
      shares.serving(tag);
      double after = share.served(tag, 1_000);
      assertThat(after).isGreaterThan(tag);
    }
    assertThat(shares.size()).isLessThanOrEqualTo(1024);
  }
}
