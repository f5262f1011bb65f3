package dev.headrace.processor.check;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names that are different in Java and the same in Python. */
final class PythonNameClash implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    Map<String, String> functions = new HashMap<>(Map.of("bind", "bind"));
    for (Entry e : graph.entries()) {
      add(e.name(), "entry " + e.name(), e.origin(), functions, findings);
      e.parameters().stream()
          .filter(p -> p.name().equals(e.name()))
          .forEach(p -> findings.add(column(e, p)));
    }
    Map<String, String> arguments = new HashMap<>(
        Map.of("df", "df", "bound", "bound", "errors", "errors", "materialize", "materialize"));
    for (Input i : graph.inputs()) {
      add(i.name(), "input " + i.name(), i.origin(), arguments, findings);
    }
    for (Resource r : graph.resources()) {
      add(r.slot(), "resource " + r.slot(), r.origin(), arguments, findings);
      Map<String, String> fields = new HashMap<>();
      r.settings()
          .forEach(s ->
              add(s.name(), r.type().simple() + "'s " + s.name(), s.origin(), fields, findings));
    }
    return findings;
  }

  private static Finding column(Entry e, Parameter p) {
    return Finding.warning(
        "PythonNameClash",
        p.origin(),
        "In Daft, entry " + e.name() + " would add a column " + e.name()
            + " to rows that have one: its parameter.",
        List.of("The program stops there; Java does not mind."),
        List.of(
            "give the parameter another name.",
            "give the entry another name, and say which value it returns: @From(\""
                + e.request().name() + "\")."));
  }

  private static void add(
      String name, String what, Origin origin, Map<String, String> taken, List<Finding> findings) {
    String snake = Casing.snake(name);
    String first = taken.putIfAbsent(snake, what);
    boolean sameInJava = first != null && first.endsWith(" " + name);
    if (first != null && !first.equals(what) && !sameInJava) {
      boolean isTaken = first.equals(snake);
      findings.add(Finding.error(
          "PythonNameClash",
          origin,
          "In Python, " + what + " would be called " + snake
              + (isTaken
                  ? ", which has a meaning in every generated module."
                  : ", like " + first + "."),
          isTaken ? List.of() : List.of("Names are written in snake_case there."),
          List.of("give " + (isTaken ? "it" : "one of them") + " another name.")));
    }
  }
}
