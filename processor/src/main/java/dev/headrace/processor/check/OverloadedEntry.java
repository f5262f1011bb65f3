package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two entries of one name. */
final class OverloadedEntry implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Entry e : resolution.graph().entries()) {
      if (!names.add(e.name())) {
        findings.add(Finding.error(
            "OverloadedEntry",
            e.origin(),
            "Two entries are called " + e.name() + ".",
            List.of("Each becomes a function of that name in Python, which knows no overloading."),
            List.of("give one of them another name, and say which value it returns with @From(\""
                + e.request().name() + "\").")));
      }
    }
    return findings;
  }
}
