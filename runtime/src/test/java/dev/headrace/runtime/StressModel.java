package dev.headrace.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An instance that tells when it is used by too many threads, or after its end. */
final class StressModel implements AutoCloseable {
  private final int most;
  private final AtomicInteger alive;
  private final Consumer<String> wrong;
  private final AtomicInteger users = new AtomicInteger();
  private volatile boolean closed;

  /**
   * An instance.
   *
   * @param most how many threads may use it; 0 for any number
   * @param alive counts those that are not closed
   */
  StressModel(int most, AtomicInteger alive, Consumer<String> wrong) {
    this.most = most;
    this.alive = alive;
    this.wrong = wrong;
    alive.incrementAndGet();
  }

  void enter() {
    if (closed) {
      wrong.accept("an instance is used after its end");
    }
    if (users.incrementAndGet() > most && most > 0) {
      wrong.accept("an instance is used by more than " + most);
    }
  }

  void leave() {
    users.decrementAndGet();
  }

  @Override
  public void close() {
    if (closed || users.get() > 0) {
      wrong.accept(closed ? "an instance is closed twice" : "an instance is closed in use");
    }
    closed = true;
    alive.decrementAndGet();
  }
}
