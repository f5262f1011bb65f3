package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Shapes;
import java.util.ArrayList;
import java.util.List;

/** A batch step that does not take lists and give a list. */
final class NotABatch implements Rule {
  private static final String CODE = "NotABatch";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    graph.steps().stream()
        .filter(s -> !Doubtful.isOneMethod(s))
        .flatMap(s -> s.forms().stream())
        .filter(Node::isBatch)
        .forEach(n -> check(graph, n, findings));
    return findings;
  }

  private static void check(Graph graph, Node n, List<Finding> findings) {
    if (!n.result().isVoid() && Shapes.value(graph.types(), n).isEmpty()) {
      findings.add(Finding.error(
          CODE,
          n.origin(),
          "Batch step " + n.reference() + " returns " + n.result().simple() + ", not a List.",
          List.of("It gets many elements and returns one result for each, in order."),
          List.of(
              "return " + listOf(graph, n.result()) + ".",
              "use @Node for a step over one element.")));
    }
    boolean batched = false;
    for (Parameter p : n.parameters()) {
      if (graph.resource(p).isPresent() || p.shared()) {
        continue;
      }
      batched = true;
      if (Shapes.wanted(graph.types(), n, p).isEmpty()) {
        findings.add(Finding.error(
            CODE,
            p.origin(),
            "Parameter " + p.name() + " of batch step " + n.reference() + " is "
                + p.type().simple() + ", not a List.",
            List.of("A batch step takes a List with the value of each element."),
            fixes(graph, n, p)));
      }
    }
    if (!batched) {
      findings.add(Finding.error(
          CODE,
          n.origin(),
          "Batch step " + n.reference() + " has no batched parameter.",
          List.of(),
          List.of(
              "take at least one List of what changes from element to element.", "use @Node.")));
    }
  }

  private static List<String> fixes(Graph graph, Node n, Parameter p) {
    List<String> fixes =
        new ArrayList<>(List.of("declare it " + wanted(graph, p) + " " + p.name() + "."));
    boolean isOneOfMany = p.source() instanceof Source.Each;
    boolean hasOther = n.parameters().stream()
        .anyMatch(
            o -> !o.equals(p) && Shapes.wanted(graph.types(), n, o).isPresent() && !o.shared());
    fixes.add(
        hasOther && !isOneOfMany
            ? "add @Shared if it is the same for the whole batch."
            : "use @Node for a step over one element.");
    if (!isOneOfMany && graph.types().dataType(p.type()).isEmpty()) {
      fixes.addAll(Factories.fixes(graph, p.type(), p.name()));
    }
    return fixes;
  }

  /** The list of what the parameter takes, where that is known. */
  private static String wanted(Graph graph, Parameter p) {
    boolean isWhole = p.source() instanceof Source.Named n && n.components().isEmpty();
    return KnownNames.of(graph)
        .type(p.source().name())
        .filter(t -> isWhole)
        .map(t -> JavaType.Declared.listOf(graph.types().boxed(t)).simple())
        .orElseGet(() -> listOf(graph, p.type()));
  }

  /** A list of the type, or of what it holds where it is a list of another kind. */
  private static String listOf(Graph graph, JavaType type) {
    JavaType one = type instanceof JavaType.ArrayOf a
        ? a.component()
        : ColumnPath.isLikeAList(type)
                && type instanceof JavaType.Declared d
                && d.arguments().size() == 1
            ? d.arguments().get(0)
            : type;
    return JavaType.Declared.listOf(graph.types().boxed(one)).simple();
  }
}
