package dev.headrace.runtime.internal;

import java.util.Arrays;

/**
 * The end of the JVM by a step that calls {@link System#exit}: its thread waits for the shutdown hooks then, so that a
 * hook that waits for the step in turn, as it closes the executor, would do so forever.
 */
final class StepExit {
  private static final Thread PROBE = probe();

  private StepExit() {}

  private static Thread probe() {
    Thread probe = new Thread(null, () -> {}, "headrace-probe", 0, false);
    probe.setContextClassLoader(StepExit.class.getClassLoader());
    return probe;
  }

  /** Whether a step has called it, or a constructor or listener. Costs some time once the JVM ends, and little before. */
  static boolean isUnderWay() {
    return jvmEnds()
        && Thread.getAllStackTraces().values().stream().anyMatch(StepExit::exitsFromCall);
  }

  private static boolean exitsFromCall(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .dropWhile(frame -> !frame.getClassName().equals("java.lang.Shutdown"))
        .anyMatch(StepExit::isOfCall);
  }

  /** Whether what it calls is part of a call, and not what depends on a future, which ends by itself. */
  private static boolean isOfCall(StackTraceElement frame) {
    return frame.getClassName().equals(Workers.class.getName())
        || frame.getClassName().equals("dev.headrace.runtime.StageLoop")
            && frame.getMethodName().equals("runStage");
  }

  /** Then no hook can be added any more: the JDK has no other way to ask. */
  private static synchronized boolean jvmEnds() {
    try {
      Runtime.getRuntime().addShutdownHook(PROBE);
      Runtime.getRuntime().removeShutdownHook(PROBE);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
