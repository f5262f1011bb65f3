package dev.headrace.processor.check;

import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.stream.Stream;

/** What the resolver ran into, by kind. */
final class Problems {
  private Problems() {}

  static <P extends Problem> Stream<P> of(Resolution resolution, Class<P> kind) {
    return resolution.flows().stream()
        .flatMap(f -> f.problems().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** {@code [queries, hits]}, or in words for a value of which there is one. */
  static String path(List<String> path) {
    return path.isEmpty() ? "no axis (one per call)" : "[" + String.join(", ", path) + "]";
  }
}
