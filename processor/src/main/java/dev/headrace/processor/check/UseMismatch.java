package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.UseSignature;
import java.util.List;
import java.util.stream.Collectors;

/** A use whose parameters or result are not those of the entry that it stands for. */
final class UseMismatch implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return graph.uses().stream()
        .flatMap(u -> UseSignature.faults(
            graph.types(), u, (given, wanted) -> declared(graph, u.name(), given, wanted))
            .stream())
        .map(f -> Finding.error("UseMismatch", f.origin(), f.what(), List.of(), List.of(f.fix())))
        .toList();
  }

  /** The parameter under the wanted name, taking a value that there is. */
  private static String declared(Graph graph, String use, Parameter given, Parameter wanted) {
    KnownNames known = KnownNames.of(graph).without(List.of(use));
    String plain = given.type().simple() + " " + wanted.name();
    String asked = given.source().name();
    if (known.contains(asked)) {
      String text = given.source().text();
      return (text.startsWith("@") ? text : "@From(\"" + text + "\")") + " " + plain;
    }
    if (known.contains(wanted.name())) {
      return plain;
    }
    List<String> others = Names.close(asked, known.all());
    if (others.isEmpty()) {
      others = known.ofType(given.type());
    }
    return others.isEmpty()
        ? plain + ", and @From(\"…\") before it for the value that it is to take"
        : others.stream()
            .limit(3)
            .map(n -> "@From(\"" + n + "\") " + plain)
            .collect(Collectors.joining(", or "));
  }
}
