package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two entries of one name. */
final class OverloadedEntry implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Entry> entries = new HashMap<>();
    for (Entry e : resolution.graph().entries()) {
      Entry other = entries.putIfAbsent(e.name(), e);
      if (other != null && other.parameterTypes().equals(e.parameterTypes())) {
        findings.add(Finding.error(
            "OverloadedEntry",
            e.origin(),
            "Two interfaces declare the entry " + e.name() + ".",
            List.of("What its parameters are called, and which value it returns, is not clear."),
            List.of(
                "declare it once more in " + resolution.graph().type().simple() + ", for both.")));
      } else if (other != null) {
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
