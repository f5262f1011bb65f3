package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes on once its batches have ended. */
interface Resumed {
  /** Goes on, on a thread of the CPU executor. */
  void resume();

  /** Runs what may call users' code, with their class loader as the thread's context. */
  static void within(@Nullable ClassLoader loader, Runnable code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      code.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Hands these to the CPU executor. */
  static void all(List<? extends Resumed> many) {
    Cpu.executeEach(many, Resumed::resume);
  }
}
