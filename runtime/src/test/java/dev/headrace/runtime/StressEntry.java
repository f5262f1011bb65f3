package dev.headrace.runtime;

import dev.headrace.runtime.StressStep.Item;
import org.jspecify.annotations.Nullable;

/** What the calls of an entry are to give. */
interface StressEntry {
  /** What is wrong with a result; null if nothing is. */
  @Nullable
  String check(Item item, Integer result);

  /** Whether a step's faults explain a failure. */
  boolean mayFail(Item item, HeadraceException failure);
}
