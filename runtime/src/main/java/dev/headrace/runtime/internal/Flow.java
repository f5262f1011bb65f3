package dev.headrace.runtime.internal;

/** Those who share resources: the calls of an executor, or a stream. */
public final class Flow {
  private static final double CALLS = 4;
  private static final double STREAM = 1;

  private final double weight;
  private final boolean ordered;

  private Flow(double weight, boolean ordered) {
    this.weight = weight;
    this.ordered = ordered;
  }

  /** Calls that somebody waits for: a long one lets others pass after each batch. */
  public static Flow ofCalls() {
    return new Flow(CALLS, false);
  }

  /** A stream: its requests end one after another, and it has a fifth of the device where calls want all of it. */
  public static Flow ofStream() {
    return new Flow(STREAM, true);
  }

  /** What it may have of a device, in proportion to others. */
  double weight() {
    return weight;
  }

  boolean isOrdered() {
    return ordered;
  }
}
