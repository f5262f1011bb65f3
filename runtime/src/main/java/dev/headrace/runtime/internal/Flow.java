package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/** Those who share resources: the calls of an executor, or a stream. */
public final class Flow {
  private static final double CALLS = 4;
  private static final double STREAM = 1;

  private final double weight;
  private final boolean ordered;
  private final @Nullable Gate gate;

  private Flow(double weight, boolean ordered, @Nullable Gate gate) {
    this.weight = weight;
    this.ordered = ordered;
    this.gate = gate;
  }

  /** Calls that somebody waits for: a long one lets others pass after each batch. */
  public static Flow ofCalls() {
    return new Flow(CALLS, false, null);
  }

  /** The same, of those who are inside that gate. */
  public static Flow ofCalls(Gate gate) {
    return new Flow(CALLS, false, gate);
  }

  /** A stream: its requests end one after another, and it has a fifth of the device where calls want all of it. */
  public static Flow ofStream() {
    return new Flow(STREAM, true, null);
  }

  /** The same, whose requests are inside that gate. */
  public static Flow ofStream(Gate gate) {
    return new Flow(STREAM, true, gate);
  }

  /** Whether its requests are inside that gate. */
  public boolean isOf(Gate inside) {
    return gate == inside;
  }

  /** What it may have of a device, in proportion to others. */
  double weight() {
    return weight;
  }

  boolean isOrdered() {
    return ordered;
  }
}
