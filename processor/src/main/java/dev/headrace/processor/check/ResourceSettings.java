package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A parameter of a resource's constructor that nothing can be given to. */
final class ResourceSettings implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Resource r : graph.resources()) {
      for (Resource.Setting s : r.settings()) {
        boolean given = s.type().isUnresolved()
            || s.isDevice()
            || graph.input(s.name()).isPresent()
            || graph.resource(s.type(), s.name()).filter(o -> !o.equals(r)).isPresent()
            || graph.types().dataType(s.type()).isPresent();
        if (!given) {
          findings.add(Finding.error(
              "ResourceSettings",
              s.origin(),
              "Resource " + r.type().simple() + " cannot be given " + s.type().simple() + " "
                  + s.name() + ".",
              List.of(
                  "Its configuration travels to the workers as data: scalars, strings, lists, maps and records."),
              List.of(
                  "take the data that " + s.type().simple()
                      + " is made from, and make it in the constructor.",
                  "declare an @Input of the name " + s.name() + ".",
                  "make " + s.type().simple() + " a @StatefulResource too.")));
        }
      }
    }
    return findings;
  }
}
