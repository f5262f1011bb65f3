package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {

  @Test
  void flowsThatCameOnceAreForgotten() {
    Shares shares = new Shares();
    for (int i = 0; i < 100_000; i++) {
      Shares.Share share = shares.comes(Flow.ofCalls());
      double tag = share.tag();
      shares.serving(tag);
      share.served(1_000);
      assertThat(share.tag()).isGreaterThan(tag);
      share.left();
    }
    assertThat(shares.size()).isLessThanOrEqualTo(1024);
  }

  @Test
  void whoWaitsIsNotForgotten() {
    Shares shares = new Shares();
    Flow waits = Flow.ofCalls();
    Shares.Share share = shares.comes(waits);
    for (int i = 0; i < 10_000; i++) {
      shares.comes(Flow.ofCalls()).left();
    }
    assertThat(shares.comes(waits)).isSameAs(share);
  }

  @Test
  void whoWasIdleBeginsWhereTheOthersAre() {
    Shares shares = new Shares();
    Shares.Share busy = shares.comes(Flow.ofCalls());
    busy.served(8_000);
    shares.serving(busy.tag());
    Flow calls = Flow.ofCalls();
    Shares.Share comes = shares.comes(calls);
    assertThat(comes.tag()).isEqualTo(busy.tag());
    comes.left();
    busy.served(8_000);
    shares.serving(busy.tag());
    assertThat(shares.comes(calls).tag()).isEqualTo(busy.tag());
  }
}
