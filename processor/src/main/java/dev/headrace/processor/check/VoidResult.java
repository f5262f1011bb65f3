package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** A step, an entry or an input without a value. */
final class VoidResult implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    Stream<Finding> steps = graph.steps().stream()
        .flatMap(s -> s.forms().stream())
        .filter(n -> n.result().isVoid())
        .map(n -> finding(
            "Step " + n.reference(), n.origin(), "return the value that later steps take."));
    Stream<Finding> entries = graph.entries().stream()
        .filter(e -> e.result().isVoid() || e.result().simple().equals("Void"))
        .map(e ->
            finding("Entry " + e.name(), e.origin(), "return the value that the callers ask for."));
    Stream<Finding> inputs = graph.inputs().stream()
        .filter(i -> i.type().isVoid())
        .map(i -> finding("Input " + i.name(), i.origin(), "return the value that is bound."));
    return Stream.of(steps, entries, inputs).flatMap(f -> f).toList();
  }

  private static Finding finding(String what, dev.headrace.processor.model.Origin at, String fix) {
    return Finding.error("VoidResult", at, what + " returns nothing.", List.of(), List.of(fix));
  }
}
