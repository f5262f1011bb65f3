package dev.headrace.processor.check;

import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** A resource that can be built in no way, or in several. */
final class ResourceConstructors implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return graph.resources().stream()
        .filter(r -> r.factory().isEmpty() && !r.isAbstract())
        .filter(r -> r.constructors() != 1 || graph.isHidden(r))
        .filter(r -> !graph.isHidden(r.type())) // which is said where a step takes it
        .map(r -> finding(graph, r))
        .toList();
  }

  private static Finding finding(Graph graph, Resource r) {
    boolean isFar = !graph.isNear(r.owner());
    boolean isNone = r.constructors() < 2;
    boolean isEnum = graph
        .types()
        .declaration(r.type())
        .filter(d -> d.kind() == Declaration.Kind.ENUM)
        .isPresent();
    return Finding.error(
        "ResourceConstructors",
        r.origin(),
        "Resource " + r.type().simple() + " has "
            + (isNone
                ? "no accessible constructor."
                : r.constructors() + " accessible constructors."),
        List.of("The parameters of one constructor are its configuration."),
        Stream.concat(
                isEnum
                    ? Stream.empty() // Java builds its constants
                    : Stream.of(
                        isNone
                            ? "make one of them "
                                + (isFar ? "public." : "package-private or public.")
                            : "make the others private."),
                Stream.of("build it in a static method of this name, in a class with steps: "
                    + "@StatefulResource static " + r.type().simple() + " " + r.slot() + "(…)."))
            .toList());
  }
}
