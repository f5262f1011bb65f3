package dev.headrace.runtime;

import dev.headrace.runtime.internal.Cpu;
import java.util.List;

/** What goes on once its batches have ended. */
interface Resumed {
  /** Goes on, on a thread of the CPU executor. */
  void resume();

  /** Hands these to the CPU executor. */
  static void all(List<? extends Resumed> many) {
    Cpu.executeEach(many, Resumed::resume);
  }
}
