package dev.headrace.processor.check;

import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A name given in an annotation that no parameter could have. */
final class BadName implements Rule {
  private static final Set<String> KEYWORDS = Set.of(
      ("abstract assert boolean break byte case catch char class const continue default do double else enum extends final "
              + "finally float for goto if implements import instanceof int interface long native new package private "
              + "protected public return short static strictfp super switch synchronized this throw throws transient "
              + "try void volatile while true false null _")
          .split(" "));

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    graph.steps().stream().flatMap(s -> s.forms().stream()).forEach((Node n) -> {
      check(n.value(), n.valueOrigin(), findings);
      check(n.elements().map(Elements::name), n.elementsOrigin(), findings);
      n.parameters().forEach(p -> check(p.source().name(), p.sourceOrigin(), findings));
    });
    graph.entries().forEach(e -> check(e.request().name(), e.requestOrigin(), findings));
    graph
        .inputs()
        .forEach(i -> check(i.elements().map(Elements::name), i.elementsOrigin(), findings));
    graph.entries().stream()
        .flatMap(e -> e.parameters().stream())
        .forEach(p -> check(p.elements().map(Elements::name), p.sourceOrigin(), findings));
    return findings;
  }

  private static void check(Optional<String> name, Origin origin, List<Finding> findings) {
    name.ifPresent(n -> check(n, origin, findings));
  }

  private static void check(String name, Origin origin, List<Finding> findings) {
    if (!isIdentifier(name)) {
      findings.add(Finding.error(
          "BadName",
          origin,
          "\"" + name + "\" is no name that a parameter could have.",
          List.of(),
          List.of("use a Java identifier: letters and digits, beginning with a letter.")));
    }
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart)
        && !KEYWORDS.contains(name);
  }
}
