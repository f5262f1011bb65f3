package dev.headrace.processor.check;

import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A pipeline that is no plain interface, or has no entry, or an entry or input that cannot be one. */
final class PipelineShape implements Rule {
  private static final String CODE = "PipelineShape";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    String name = graph.type().simple();
    List<Finding> findings = new ArrayList<>();
    if (!graph.isInterface()) {
      findings.add(Finding.error(
          CODE,
          graph.origin(),
          "@Pipeline " + name + " is not an interface.",
          List.of(),
          List.of(
              "declare it as `interface " + name + "` and put the steps into a nested class.")));
    }
    if (graph.isGeneric()) {
      findings.add(
          Finding.error(
              CODE,
              graph.origin(),
              "@Pipeline " + name + " has type parameters.",
              List.of(
                  "Values have fixed types, so that each can be checked and stored in a column."),
              List.of(
                  "write one pipeline per type, with the common steps in a class named in nodes = {…}.")));
    }
    if (graph.isInterface() && graph.entries().isEmpty()) {
      findings.add(Finding.error(
          CODE,
          graph.origin(),
          "@Pipeline " + name + " has no entry: no abstract method to call.",
          List.of(),
          List.of("declare an abstract method named like the value it returns.")));
    }
    graph.inputs().stream()
        .filter(Input::hasParameters)
        .forEach(
            i -> findings.add(
                Finding.error(
                    CODE,
                    i.origin(),
                    "@Input " + i.name() + " has parameters.",
                    List.of(),
                    List.of(
                        "remove them: an input is bound once. What changes from call to call is a parameter of an entry."))));
    Set<String> names = new HashSet<>();
    for (Entry e : graph.entries()) {
      if (e.generic()) {
        findings.add(Finding.error(
            CODE,
            e.origin(),
            "Entry " + e.name() + " has type parameters.",
            List.of(),
            List.of("give it fixed types.")));
      }
      if (!names.add(e.name())) {
        findings.add(Finding.error(
            CODE,
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
