package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A resource that can be built in no way, or in several. */
final class ResourceConstructors implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().resources().stream()
        .filter(r -> !r.isAbstract() && r.constructors() != 1)
        .filter(r -> !resolution.graph().isHidden(r.type())) // which is said where a step takes it
        .map(r -> Finding.error(
            "ResourceConstructors",
            r.origin(),
            "Resource " + r.type().simple() + " has "
                + (r.constructors() == 0 ? "no" : r.constructors())
                + " accessible constructor" + (r.constructors() == 0 ? "." : "s."),
            List.of("The parameters of one constructor are its configuration."),
            List.of(
                r.constructors() == 0
                    ? "make one of them package-private or public."
                    : "make the others private.",
                "build it in a static method of this name, in a class with steps: "
                    + "@StatefulResource static " + r.type().simple() + " " + r.slot()
                    + "(…).")))
        .toList();
  }
}
