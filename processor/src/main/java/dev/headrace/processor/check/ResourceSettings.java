package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A parameter of a resource's constructor that nothing can be given to. */
final class ResourceSettings implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Resource r : graph.resources()) {
      for (Resource.Setting s : r.settings()) {
        Optional<Input> input = graph.input(s.name()).filter(i -> !s.isDevice());
        if (input.filter(i -> !graph.types().assignable(i.type(), s.type())).isPresent()) {
          findings.add(otherType(r, s, input.get()));
          continue;
        }
        boolean given = r.type().isOpen() // then so may be what it takes
            || s.type().isUnresolved()
            || s.isDevice()
            || input.isPresent()
            || graph.part(s).isPresent()
            || graph.types().dataType(s.type()).isPresent();
        if (!given) {
          findings.add(finding(graph, r, s));
        }
      }
    }
    return findings;
  }

  private static Finding otherType(Resource r, Resource.Setting s, Input input) {
    return Finding.error(
        "ResourceSettings",
        s.origin(),
        "Resource " + r.type().simple() + " takes " + s.type().simple() + " " + s.name()
            + ", but the input of that name is " + input.type().simple() + ".",
        List.of("A parameter of its constructor or factory is given the input that has its name."),
        List.of("give both the same type.", "give one of them another name."));
  }

  private static Finding finding(Graph graph, Resource r, Resource.Setting s) {
    Optional<ColumnPath.Reason> reason = ColumnPath.why(graph.types(), s.type());
    List<String> evidence = new ArrayList<>();
    reason.ifPresent(w -> evidence.add(w.where()));
    evidence.add(
        "Its configuration travels to the workers as data: scalars, strings, lists, maps and records.");
    List<String> fixes = new ArrayList<>();
    reason.filter(ColumnPath.Reason::hasOther).ifPresent(w -> fixes.add(w.fix()));
    fixes.add("take the data that " + s.type().simple()
        + " is made from, and make it in the constructor.");
    fixes.addAll(Factories.fixes(graph, s.type(), s.name()));
    return Finding.error(
        "ResourceSettings",
        s.origin(),
        "Resource " + r.type().simple() + " cannot be given " + s.type().simple() + " " + s.name()
            + ".",
        evidence,
        fixes);
  }
}
