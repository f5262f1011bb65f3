package dev.headrace.processor.advise;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;

/** A shared parameter that may differ from element to element. */
final class SharedVaries implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Flow flow : plan.flows()) {
      for (Value.Computed c : flow.steps()) {
        if (!c.path().isEmpty()) {
          c.batch().ifPresent(f -> check(flow, c, f, findings));
        }
      }
    }
    return findings;
  }

  private static void check(
      Flow flow, Value.Computed step, Value.Form form, List<Finding> findings) {
    for (Value.Operand o : form.operands()) {
      if (o.parameter().shared()
          && o.value().filter(v -> flow.value(v).path().equals(step.path())).isPresent()) {
        Node n = form.node();
        findings.add(Finding.warning(
            "SharedVaries",
            o.parameter().origin(),
            "@Shared " + o.parameter().name() + " of " + n.reference()
                + " may differ with each element of " + step.path() + ".",
            List.of("A batch never mixes two, so batches hold only elements where it is equal."),
            List.of("remove @Shared and take a List<" + o.type().simple() + ">.")));
      }
    }
  }
}
