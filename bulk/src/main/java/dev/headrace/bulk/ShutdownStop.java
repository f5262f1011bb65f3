package dev.headrace.bulk;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Has the end of the JVM wait until a run has stopped. */
final class ShutdownStop implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Thread run = Thread.currentThread();
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
      while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS) && !runEndsJvm()) {
        // It reads nothing more, and commits.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the run's own thread ends the JVM, or one that runs a step, and so waits for this one in turn. */
  private boolean runEndsJvm() {
    return endsJvm(run.getStackTrace()).findAny().isPresent()
        || Thread.getAllStackTraces().values().stream()
            .anyMatch(stack -> endsJvm(stack).anyMatch(ShutdownStop::isOfStep));
  }

  /** What has called the end of the JVM; nothing if a thread has not. */
  private static Stream<StackTraceElement> endsJvm(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .dropWhile(frame -> !frame.getClassName().equals("java.lang.Shutdown"));
  }

  private static boolean isOfStep(StackTraceElement frame) {
    return frame.getClassName().equals("dev.headrace.runtime.internal.Workers")
        || frame.getClassName().equals("dev.headrace.runtime.StageLoop")
            && frame.getMethodName().equals("runStage");
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
