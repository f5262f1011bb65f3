package dev.headrace.processor.check;

import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A pipeline, a step or a type that the generated classes, which lie in the package of the pipeline, cannot name. */
final class NotAccessible implements Rule {
  private static final String CODE = "NotAccessible";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    if (graph.isHidden(graph.type())) { // and so is all that lies in it
      return List.of(Finding.error(
          CODE,
          graph.origin(),
          "@Pipeline " + graph.type().simple() + " is private.",
          List.of("The generated executor implements it."),
          List.of("remove `private` from it, or from the class around it.")));
    }
    if (graph.isSealed()) {
      return List.of(Finding.error(
          CODE,
          graph.origin(),
          "@Pipeline " + graph.type().simple() + " is sealed.",
          List.of("The generated executor implements it."),
          List.of("remove `sealed` from it.")));
    }
    List<Finding> findings = new ArrayList<>();
    for (Step s : graph.steps()) {
      for (Node n : s.forms()) {
        if (graph.isHidden(n.owner(), n.modifiers().access())) {
          boolean isPrivate = n.modifiers().access() == Declaration.Access.PRIVATE;
          findings.add(Finding.error(
              CODE,
              n.origin(),
              "Step " + n.reference()
                  + (isPrivate ? " is private." : " is not public, and " + where(graph, n.owner())),
              List.of("Generated code in the package of " + graph.type().simple() + " calls it."),
              List.of(
                  isPrivate
                      ? "remove `private` from it, or from the class around it."
                      : "make the method and its class public.")));
        }
      }
    }
    for (Place p : Place.of(graph)) {
      p.classes().stream()
          .filter(graph::isHidden)
          .limit(1)
          .forEach(c -> findings.add(Finding.error(
              CODE,
              p.origin(),
              p.what() + " is " + p.type().simple() + ", which generated code cannot name.",
              List.of(
                  graph.types().declaration(c).orElseThrow().access() == Declaration.Access.PRIVATE
                      ? c.name() + " is private"
                      : c.name() + " is not public, and " + where(graph, c)),
              List.of("make " + c.name()
                  + (graph.isNear(c) ? " package-private or public." : " public.")))));
    }
    return findings;
  }

  private static String where(Graph graph, JavaType.Declared type) {
    return "lies in " + type.packageName() + ", not in " + graph.type().packageName() + ".";
  }
}
