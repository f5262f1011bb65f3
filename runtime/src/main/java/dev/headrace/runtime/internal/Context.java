package dev.headrace.runtime.internal;

import org.jspecify.annotations.Nullable;

/** What runs users' code on a thread: the stages of calls, or a batch or a constructor. */
public interface Context {
  /** Whether somebody inside waits for this to end. */
  boolean holdsUp(Gate gate);

  /** That of the calling thread, within others perhaps; null if it runs neither. */
  static @Nullable Context current() {
    Context stages = Stages.RUNNING.get();
    return stages == null ? WorkerThread.current() : stages;
  }

  /** The stages that each thread runs. */
  final class Stages {
    private static final ThreadLocal<@Nullable Context> RUNNING = new ThreadLocal<>();

    private Stages() {}

    /** This thread runs these now; null if it does not any more. Returns what it ran before. */
    public static @Nullable Context run(@Nullable Context stages) {
      Context before = RUNNING.get();
      RUNNING.set(stages);
      return before;
    }
  }
}
