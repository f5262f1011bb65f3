package dev.headrace.processor.advise;

import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Nested loops that run as often as the product of their sizes says. */
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
            .max(Comparator.comparingInt(o -> path(flow, o).size()))
            .filter(o -> path(flow, o).stream()
                .filter(a -> startsAgain(flow, flow.axis(a)))
                .map(said::add)
                .reduce(false, Boolean::logicalOr))
            .ifPresent(o -> findings.add(finding(flow, c, o)));
      }
    }
    return findings;
  }

  private static List<String> path(Flow flow, Value.Operand o) {
    return flow.value(o.value().orElseThrow()).path();
  }

  /** Whether the axis goes through the same list for each element of the axis around it. */
  private static boolean startsAgain(Flow flow, Axis axis) {
    return flow.value(axis.list()).path().size() < axis.parent().size();
  }

  /** The innermost axis of each loop, outermost first: what the sizes are multiplied of. */
  private static List<String> loops(Flow flow, List<String> path) {
    List<String> loops = new ArrayList<>();
    for (String id : path) {
      Axis axis = flow.axis(id);
      if (!loops.isEmpty() && !startsAgain(flow, axis)) {
        loops.remove(loops.size() - 1);
      }
      loops.add(axis.name());
    }
    return loops;
  }

  private static Finding finding(Flow flow, Value.Computed c, Value.Operand o) {
    Parameter p = o.parameter();
    List<String> loops = loops(flow, path(flow, o));
    String again = loops.get(loops.size() - 1);
    String named = p.source().name();
    List<String> fixes = new ArrayList<>();
    fixes.add("take them all at once, as "
        + (again.equals(named) ? "the list " + named : "@All(\"" + named + "\")")
        + " on a parameter, and search in it.");
    if (loops.size() == 2 && again.equals(named) && !loops.get(0).equals(again)) {
      fixes.add("if first goes with first, second with second, go in lockstep: with = \""
          + loops.get(0) + "\".");
    }
    return Finding.warning(
        "ProductLoop",
        p.sourceOrigin(),
        "Step " + c.step().first().reference() + " runs for every "
            + (loops.size() == 2 ? "pair" : "combination of " + loops.size())
            + ": the size of " + String.join(" times that of ", loops) + ".",
        List.of("A thousand of each are " + (loops.size() == 2 ? "a million" : "a billion or more")
            + " calls, and as many values in memory."),
        fixes);
  }
}
