package dev.headrace.processor.check;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model on a GPU that is called for one element at a time. */
final class RowByRowResource implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    for (Flow flow : resolution.flows()) {
      for (Value value : flow.values().values()) {
        if (value instanceof Value.Computed c
            && c.batch().isEmpty()
            && !(c.bound() && c.path().isEmpty())) {
          c.resources().stream()
              .filter(r -> r.gpus() > 0)
              .limit(1)
              .forEach(r -> findings.add(finding(resolution, c, r)));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Resolution resolution, Value.Computed c, Resource r) {
    Node n = c.step().first();
    String parameters = n.parameters().stream()
        .map(p -> resolution.graph().resource(p).isPresent()
            ? p.type().simple() + " " + p.name()
            : "List<" + boxed(resolution, p.type()) + "> " + p.name())
        .collect(Collectors.joining(", "));
    // to Java, lists of anything are the same in a signature
    boolean isSameErased = n.parameters().stream()
        .allMatch(p -> resolution.graph().resource(p).isPresent()
            || p.type() instanceof JavaType.Declared d && d.is("java.util.List"));
    String method = n.method() + (isSameErased ? "Batch" : "");
    return Finding.warning(
        "RowByRowResource",
        n.origin(),
        "Step " + n.reference() + " calls " + r.type().simple() + ", which is on a GPU, for one "
            + (c.path().isEmpty() ? "call" : "element of " + Problems.path(c.path()))
            + " at a time.",
        List.of("Most of the device stands idle: it is made for many elements at once."),
        List.of("add the batch form: @BatchNode"
            + (method.equals(n.value()) ? "" : "(\"" + n.value() + "\")") + " static List<"
            + boxed(resolution, n.result()) + "> " + method + "(" + parameters + ")."));
  }

  private static String boxed(Resolution resolution, JavaType type) {
    return resolution.graph().types().boxed(type).simple();
  }
}
