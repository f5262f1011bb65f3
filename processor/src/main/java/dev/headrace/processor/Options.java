package dev.headrace.processor;

import java.util.Map;
import java.util.Set;

/**
 * What can be set with {@code -Aheadrace.…}.
 *
 * @param reference also write the row-by-row reference, for tests
 * @param explain print the plan after each pass
 */
record Options(boolean reference, boolean explain) {
  static final Set<String> NAMES = Set.of("headrace.reference", "headrace.explain");

  static Options of(Map<String, String> options) {
    return new Options(isOn(options, "headrace.reference"), isOn(options, "headrace.explain"));
  }

  private static boolean isOn(Map<String, String> options, String name) {
    return options.containsKey(name) && !"false".equals(options.get(name));
  }
}
