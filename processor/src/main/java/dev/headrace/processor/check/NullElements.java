package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A list with nulls for a step that does not expect any. */
final class NullElements implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    Set<Parameter> said = new HashSet<>(); // whichever entries lead there
    for (Flow flow : resolution.flows()) {
      Map<String, List<String>> paths = NullPaths.of(flow);
      for (Value.Computed c : flow.steps()) {
        for (Value.Form form : c.forms()) {
          if (form.node().modifiers().isCompiled()) {
            continue; // class files lose what is said of elements, on some compilers
          }
          for (Value.Operand o : form.operands()) {
            if (o.type().isList() && !o.parameter().holdsNulls() && o.value().isPresent()) {
              nulls(resolution.graph(), flow, paths, flow.value(o.value().get()))
                  .filter(why -> said.add(o.parameter()))
                  .ifPresent(why -> findings.add(finding(form.node(), o, why)));
            }
          }
        }
      }
    }
    return findings;
  }

  /** Where nulls in the list come from, if it may hold any. */
  private static Optional<String> nulls(
      Graph graph, Flow flow, Map<String, List<String>> paths, Value list) {
    if (list instanceof Value.Collected c) {
      return Optional.ofNullable(paths.get(flow.value(c.of()).id()))
          .filter(p -> !c.optional())
          .map(p -> String.join(" → ", p));
    }
    boolean holds = list instanceof Value.Argument a && a.parameter().holdsNulls()
        || list instanceof Value.BoundInput i
            && graph.input(i.id()).filter(Input::holdsNulls).isPresent()
        || list instanceof Value.Computed c
            && c.forms().stream().map(Value.Form::node).anyMatch(Node::holdsNulls);
    return holds ? Optional.of(list.id() + " is " + marked(list.type())) : Optional.empty();
  }

  private static Finding finding(Node node, Value.Operand o, String why) {
    Parameter p = o.parameter();
    String marked = marked(o.type());
    boolean batched = node.isBatch() && !p.shared();
    return Finding.warning(
        "NullElements",
        p.origin(),
        "Parameter " + p.name() + " of " + node.reference() + " takes "
            + o.type().simple() + ", in which there may be nulls.",
        List.of(why),
        List.of(
            "expect them: " + (batched ? "List<" + marked + ">" : marked) + " " + p.name() + ".",
            "let none come: take the null in a step before, whose parameter is @Nullable."));
  }

  private static String marked(JavaType list) {
    return list instanceof JavaType.Declared d && d.arguments().size() == 1
        ? d.name() + "<@Nullable " + d.arguments().get(0).simple() + ">"
        : list.simple();
  }
}
