package dev.headrace.processor.advise;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A model, above all one on a GPU, that is called for one element at a time. */
final class RowByRowResource implements Advice {

  @Override
  public List<Finding> of(Plan plan) {
    List<Finding> findings = new ArrayList<>();
    for (Flow flow : plan.flows()) {
      for (Value.Computed c : flow.steps()) {
        if (c.batch().isEmpty() && !(c.bound() && c.path().isEmpty())) {
          c.resources().stream()
              .filter(r -> r.gpus() > 0 || r.callsPerInstance() > 0 && !c.path().isEmpty())
              .max(Comparator.comparingDouble(Resource::gpus))
              .ifPresent(r -> findings.add(finding(plan, c, r)));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Plan plan, Value.Computed c, Resource r) {
    Node n = c.step().first();
    boolean onGpu = r.gpus() > 0;
    String what = "Step " + n.reference() + " calls " + r.type().simple()
        + (onGpu ? ", which is on a GPU," : "") + " for one "
        + (c.path().isEmpty() ? "call" : "element of " + c.path()) + " at a time.";
    List<String> why = List.of(
        onGpu
            ? "Most of the device stands idle: it is made for many elements at once."
            : "Each call has an instance to itself; a batch would share what one call costs.");
    List<String> fixes = List.of(batchForm(plan, n));
    return onGpu
        ? Finding.warning("RowByRowResource", n.origin(), what, why, fixes)
        : Finding.note("RowByRowResource", n.origin(), what, why, fixes);
  }

  private static String batchForm(Plan plan, Node n) {
    String parameters = n.parameters().stream()
        .map(p -> plan.graph().resource(p).isPresent()
            ? p.type().simple() + " " + p.name()
            : "List<" + boxed(plan, p.type()) + "> " + p.name())
        .collect(Collectors.joining(", "));
    // to Java, lists of anything are the same in a signature
    boolean isSameErased = n.parameters().stream()
        .allMatch(p -> plan.graph().resource(p).isPresent() || p.type().isList());
    String method = n.method() + (isSameErased ? "Batch" : "");
    return "add the batch form: @BatchNode"
        + (method.equals(n.value()) ? "" : "(\"" + n.value() + "\")")
        + (n.modifiers().isStatic() ? " static" : "") + " List<"
        + boxed(plan, n.result()) + "> " + method + "(" + parameters + ").";
  }

  private static String boxed(Plan plan, JavaType type) {
    return plan.graph().types().boxed(type.unsized()).simple();
  }
}
