package dev.headrace.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads outlive the caller that happens to need them first, and keep nothing of it. */
@Timeout(60)
class ThreadsTest {
  private final InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
  private final URLClassLoader loader = new URLClassLoader(new URL[0]);
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  /** What a thread has of its maker. */
  private record Kept(@Nullable String request, ClassLoader loader) {}

  @BeforeEach
  void call() {
    request.set("of the first caller");
    Thread.currentThread().setContextClassLoader(loader);
  }

  @AfterEach
  void restore() throws Exception {
    request.remove();
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }

  private void keepsNothing(Executor executor) {
    CompletableFuture<Kept> kept = CompletableFuture.supplyAsync(
        () -> new Kept(request.get(), Thread.currentThread().getContextClassLoader()), executor);
    assertThat(kept.join()).isEqualTo(new Kept(null, Cpu.class.getClassLoader()));
  }

  @Test
  void thoseOfAsynchronousCalls() {
    ForkJoinPool pool = new ForkJoinPool(1, Cpu::newThread, null, true);
    keepsNothing(pool);
    pool.shutdown();
  }

  @Test
  void thatOfTimeLimitsWhichEndsWhenItHasNothingToDo() {
    ScheduledThreadPoolExecutor timer = CallTimeout.timer();
    keepsNothing(timer);
    assertThat(timer.allowsCoreThreadTimeOut()).isTrue();
    timer.shutdown();
  }

  @Test
  void thoseOfInstances() {
    CompletableFuture<@Nullable String> kept = new CompletableFuture<>();
    Workers<String> workers = new Workers<>(
        "Model",
        1,
        1,
        new Workers.Source<String>() {
          @Override
          public String open() {
            kept.complete(request.get());
            return "instance";
          }

          @Override
          public void close(String instance) {}

          @Override
          public @Nullable ClassLoader contextClassLoader() {
            return null;
          }
        },
        Ticker.SYSTEM);
    Lease<String> lease = new Lease<>(new BatchLimit(1, 0), Flow.ofCalls());
    workers.queue().submit(lease);
    assertThat(kept.join()).isNull();
    lease.release();
    workers.close(new IllegalStateException("the end"));
  }
}
