package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** A resource that is kept outside of the runtime's hands. */
final class StaticResource implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return graph.staticFields().stream()
        .filter(f -> f.type() instanceof JavaType.Declared d
            && graph.types().declaration(d).filter(t -> t.resource()).isPresent())
        .map(f -> Finding.warning(
            "StaticResource",
            f.origin(),
            f.owner().name() + "." + f.name() + " holds the resource "
                + f.type().simple() + " in a static field.",
            List.of("Its instances are not counted, placed on devices, or closed."),
            List.of("remove the field, and let steps take a parameter of type "
                + f.type().simple() + ".")))
        .toList();
  }
}
