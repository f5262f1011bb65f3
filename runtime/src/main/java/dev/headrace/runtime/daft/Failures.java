package dev.headrace.runtime.daft;

import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Failures in words. */
final class Failures {
  private Failures() {}

  static @Nullable String[] describe(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    if (failure instanceof NullResultException result) {
      String row = Integer.toString(result.row());
      String type = failure.getClass().getName();
      return new @Nullable String[] {
        type, message(failure), result.entry(), row, null, trace.toString()
      };
    }
    NodeException node = node(failure);
    if (node == null) {
      return new @Nullable String[] {
        failure.getClass().getName(), message(failure), null, null, null, trace.toString()
      };
    }
    Throwable cause = node.getCause() == null ? node : node.getCause();
    String row = node.row() < 0 ? null : Integer.toString(node.row());
    return new @Nullable String[] {
      cause.getClass().getName(), message(node), node.node(), row, node.element(), trace.toString()
    };
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
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
