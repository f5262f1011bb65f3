package dev.headrace.bulk;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes two starts the same run.
 *
 * @param format the version of the checkpoint's format
 * @param input the source's fingerprint
 * @param output the sink's fingerprint
 * @param failures the fingerprint of the file of failed rows
 * @param configuration what the user says that the results depend on
 */
record Identity(int format, String input, String output, String failures, String configuration) {
  static final int FORMAT = 1;

  /** What differs, in words; empty if nothing does. */
  List<String> differences(Identity now) {
    List<String> differences = new ArrayList<>();
    compare("the checkpoint's format", "" + format, "" + now.format, differences);
    compare("the input", input, now.input, differences);
    compare("the output", output, now.output, differences);
    compare("the file of failed rows", failures, now.failures, differences);
    compare("the configuration", configuration, now.configuration, differences);
    return differences;
  }

  private static void compare(String what, String then, String now, List<String> differences) {
    if (!then.equals(now)) {
      differences.add("  " + what + " was " + then + "\n  and is " + now);
    }
  }
}
