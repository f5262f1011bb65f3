package dev.headrace.processor;

import dev.headrace.processor.model.Origin;
import dev.headrace.processor.report.Finding;
import java.util.ArrayList;
import java.util.List;
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
  private static final Origin COMMAND_LINE = new Origin() {};

  static Options of(Map<String, String> options) {
    return new Options(isOn(options, "headrace.reference"), isOn(options, "headrace.explain"));
  }

  private static boolean isOn(Map<String, String> options, String name) {
    return options.containsKey(name) && !"false".equals(options.get(name));
  }

  /** Options of ours that are not there, and values that they cannot have. */
  static List<Finding> check(Map<String, String> options) {
    List<Finding> findings = new ArrayList<>();
    options.forEach((name, value) -> {
      if (name.startsWith("headrace.") && !NAMES.contains(name)) {
        findings.add(Finding.error(
            "UnknownOption",
            COMMAND_LINE,
            "There is no option -A" + name + ".",
            List.of(),
            List.of("use " + String.join(" or ", NAMES.stream().sorted().toList()) + ".")));
      } else if (NAMES.contains(name)
          && value != null
          && !Set.of("", "true", "false").contains(value)) {
        findings.add(Finding.error(
            "UnknownOption",
            COMMAND_LINE,
            "The option -A" + name + " cannot be " + value + ".",
            List.of(),
            List.of("write -A" + name + ", or -A" + name + "=false.")));
      }
    });
    return findings;
  }
}
