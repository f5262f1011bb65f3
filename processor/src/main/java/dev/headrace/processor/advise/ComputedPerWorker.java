package dev.headrace.processor.advise;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;

/** Work of a model over a whole input that every worker process does for itself, because Daft cannot share it out. */
final class ComputedPerWorker implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Stage stage : plan.boundStages()) {
      if (!plan.spread().contains(stage.name())) {
        for (Value.Computed c : stage.steps()) {
          if (!c.resources().isEmpty()) {
            check(plan, stage, c, findings);
          }
        }
      }
    }
    return findings;
  }

  private static void check(Plan plan, Stage stage, Value.Computed c, List<Finding> findings) {
    if (!c.path().isEmpty()) {
      String axis = c.path().get(0);
      String list = stage.axis(axis).name();
      if (plan.graph().types().dataType(c.type()).isEmpty()) {
        findings.add(finding(
            c,
            list,
            "No column can hold a " + c.type().simple() + ", which it returns.",
            "return data (arrays, lists, records of it) from it, and make the "
                + c.type().simple() + " of that in a step of its own."));
      } else if (plan.bound().get(axis) instanceof Value.BoundInput input) {
        findings.add(finding(
            c,
            list,
            input.type().isList()
                ? "It takes more than one row of " + list + ", and inputs that are single values."
                : list + " is a " + input.type().simple()
                    + ", and only the rows of a List of data are shared out.",
            input.type().isList()
                ? "take nothing in it but elements of " + list + " and inputs."
                : "declare " + list + " as a List."));
      } else {
        findings.add(finding(
            c,
            list,
            list + " is computed, and only the rows of an input are shared out.",
            "take " + list + " as an @Input that is a List."));
      }
      return;
    }
    c.needs().stream()
        .map(stage::value)
        .filter(v -> v instanceof Value.BoundInput && v.type().isList())
        .findFirst()
        .ifPresent(v -> findings.add(finding(
            c,
            v.id(),
            "It takes all of " + v.id() + " at once; only steps for one element are shared out.",
            "call " + c.resources().get(0).type().simple() + " in a step that takes one element of "
                + v.id() + " (@Each(\"" + v.id()
                + "\"), in batches), and take its results here with @All.")));
  }

  private static Finding finding(Value.Computed c, String list, String why, String fix) {
    Node n = c.step().first();
    return Finding.note(
        "ComputedPerWorker",
        n.origin(),
        "In Daft every worker process computes " + n.value() + " with "
            + c.resources().get(0).type().simple() + " for all of " + list + " itself.",
        List.of(why),
        List.of(fix));
  }
}
