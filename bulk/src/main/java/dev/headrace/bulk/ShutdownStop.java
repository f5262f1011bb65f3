package dev.headrace.bulk;

import java.util.concurrent.CountDownLatch;

/** Has the end of the JVM wait until a run has stopped. */
final class ShutdownStop implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::requestAndWait, "headrace-bulk-stop");
  private volatile boolean requested;

  private ShutdownStop() {}

  static ShutdownStop register() {
    ShutdownStop stop = new ShutdownStop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  boolean isRequested() {
    return requested;
  }

  private void requestAndWait() {
    requested = true;
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook runs.
    }
  }
}
