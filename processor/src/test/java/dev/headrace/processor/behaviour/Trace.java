package dev.headrace.processor.behaviour;

import java.util.ArrayList;
import java.util.List;

/** Where the steps of a test's pipeline write down that they were called. */
public final class Trace {
  private static final List<String> LINES = new ArrayList<>();

  private Trace() {}

  /** Adds a line. */
  public static synchronized void add(String line) {
    LINES.add(line);
  }

  static synchronized List<String> take() {
    List<String> taken = List.copyOf(LINES);
    LINES.clear();
    return taken;
  }
}
