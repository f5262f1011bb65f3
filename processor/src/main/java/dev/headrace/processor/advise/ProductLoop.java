package dev.headrace.processor.advise;

import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A nested loop that runs as often as the product of two sizes says. */
final class ProductLoop implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    Set<String> said = new HashSet<>(); // once for each loop, whichever entries and steps run in it
    for (Flow flow : plan.flows()) {
      for (Value.Computed c : flow.steps()) {
        c.forms().stream()
            .flatMap(f -> f.operands().stream())
            .filter(o ->
                o.parameter().source() instanceof Source.Each e && e.within().isPresent())
            .forEach(o -> {
              List<String> path = flow.value(o.value().orElseThrow()).path();
              Axis axis = flow.axis(path.get(path.size() - 1));
              boolean again =
                  flow.value(axis.list()).path().size() < axis.parent().size();
              if (again && said.add(axis.id())) {
                findings.add(finding(flow, axis, c, o.parameter()));
              }
            });
      }
    }
    return findings;
  }

  private static Finding finding(Flow flow, Axis axis, Value.Computed c, Parameter p) {
    Axis around = flow.axis(axis.parent().get(axis.parent().size() - 1));
    return Finding.warning(
        "ProductLoop",
        p.sourceOrigin(),
        "Step " + c.step().first().reference() + " runs for every pair: the size of "
            + around.name() + " times that of " + axis.name() + ".",
        List.of("A thousand of each are a million calls, and a million values in memory."),
        List.of(
            "take all of " + axis.name() + " as one list, and search in it.",
            "if first goes with first, second with second, go in lockstep: with = \""
                + around.name() + "\"."));
  }
}
