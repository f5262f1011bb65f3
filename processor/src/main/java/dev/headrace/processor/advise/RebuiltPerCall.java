package dev.headrace.processor.advise;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;

/** Something like an index that is built anew for each call. */
final class RebuiltPerCall implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Flow flow : plan.flows()) {
      for (Value.Computed c : flow.steps()) {
        boolean isOpaque = plan.graph().types().dataType(c.type()).isEmpty();
        if (isOpaque && !c.bound() && c.path().isEmpty()) {
          check(flow, c, findings);
        }
      }
    }
    return findings;
  }

  private static void check(Flow flow, Value.Computed c, List<Finding> findings) {
    List<String> lists =
        c.needs().stream().filter(id -> isBoundList(flow.value(id))).toList();
    List<String> perCall =
        c.needs().stream().filter(id -> !flow.value(id).bound()).toList();
    if (lists.isEmpty() || perCall.isEmpty()) {
      return;
    }
    Node n = c.step().first();
    findings.add(Finding.warning(
        "RebuiltPerCall",
        n.origin(),
        n.value() + " is built from all of " + lists.get(0) + " again for each call of "
            + flow.entry().name() + ".",
        List.of("because it takes " + String.join(", ", perCall) + ", which is of the call"),
        List.of(
            "split the step: build what depends on " + lists.get(0) + " alone in one, and take "
                + String.join(", ", perCall) + " in a second.",
            "declare " + perCall.get(0) + " as an @Input.")));
  }

  private static boolean isBoundList(Value value) {
    return value.bound() && (value instanceof Value.Collected || value.type().isList());
  }
}
