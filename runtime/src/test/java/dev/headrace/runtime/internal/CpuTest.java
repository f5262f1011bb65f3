package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CpuTest {
  @Test
  void threadsThatLiveAtTheSameTimeHaveNamesOfTheirOwn() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch named = new CountDownLatch(2);
    Set<String> names = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 2; i++) {
      Cpu.execute(() -> {
        names.add(Thread.currentThread().getName());
        both.countDown();
        try {
          if (both.await(20, TimeUnit.SECONDS)) {
            named.countDown();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
    assertThat(named.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(names).hasSize(2).allMatch(name -> name.startsWith("headrace-cpu-"));
  }
}
