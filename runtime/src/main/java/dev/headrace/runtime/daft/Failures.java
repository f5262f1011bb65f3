package dev.headrace.runtime.daft;

import dev.headrace.runtime.HeadraceException;
import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import dev.headrace.runtime.internal.Shown;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures in words. */
final class Failures {
  private static final int FRAMES = 20;

  private Failures() {}

  static @Nullable String[] describe(Throwable failure) {
    String trace = trace(failure);
    if (failure instanceof NullResultException result) {
      String row = Integer.toString(result.row());
      String type = failure.getClass().getName();
      return new @Nullable String[] {type, message(failure), result.entry(), row, null, trace};
    }
    NodeException node = node(failure);
    if (node == null) {
      return new @Nullable String[] {
        failure.getClass().getName(), message(failure), null, null, null, trace
      };
    }
    Throwable cause = node.getCause() == null ? node : node.getCause();
    String row = node.row() < 0 ? null : Integer.toString(node.row());
    return new @Nullable String[] {
      cause.getClass().getName(), message(node), node.node(), row, node.element(), trace
    };
  }

  private static String message(Throwable failure) {
    String message = Shown.message(failure);
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** The frames of what the user's code threw, and of its causes. */
  @SuppressWarnings("ReferenceEquality") // failures have identity
  private static String trace(Throwable failure) {
    StringBuilder trace = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable first = failure;
    while (first instanceof HeadraceException && first.getCause() != null) {
      first = first.getCause();
    }
    for (Throwable e = first; e != null && seen.add(e); e = e.getCause()) {
      if (e != first) { // of which the message tells
        trace.append("Caused by: ").append(Shown.value(e)).append('\n');
      }
      frames(e.getStackTrace(), trace);
    }
    return trace.toString().stripTrailing();
  }

  /** Down to where the runtime called the user's code; all of them if it wasn't the user's code that threw. */
  private static void frames(StackTraceElement[] frames, StringBuilder trace) {
    int end = 0;
    while (end < frames.length && isRuntime(frames[end])) {
      end++;
    }
    while (end < frames.length && !isRuntime(frames[end])) {
      end++;
    }
    for (int i = 0; i < Math.min(end, FRAMES); i++) {
      trace.append("\tat ").append(frames[i]).append('\n');
    }
    if (end > FRAMES) {
      trace.append("\t... ").append(end - FRAMES).append(" more\n");
    }
  }

  private static boolean isRuntime(StackTraceElement frame) {
    return frame.getClassName().startsWith("dev.headrace.runtime.");
  }

  /** The failed step, however deep: a bound value's failure has that of its own steps inside. */
  private static @Nullable NodeException node(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof NodeException node) {
        return node;
      }
    }
    return null;
  }
}
