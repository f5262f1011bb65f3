package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A batch step that does not take lists and give a list, or whose limits make no sense, or whose forms disagree. */
final class BatchShape implements Rule {
  private static final String CODE = "BatchShape";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Step step : graph.steps()) {
      step.forms().stream().filter(Node::isBatch).forEach(n -> check(graph, n, findings));
      step.forms().stream().filter(n -> !n.isBatch()).forEach(n -> checkSingle(n, findings));
      if (step.single().isPresent() && step.batch().isPresent()) {
        agree(graph, step, step.single().get(), step.batch().get(), findings);
      }
    }
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
              "return List<" + graph.types().boxed(n.result()).simple() + ">.",
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
            List.of(
                "declare it List<" + graph.types().boxed(p.type()).simple() + "> " + p.name() + ".",
                "add @Shared if it is the same for the whole batch.")));
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
    Node.Batch limits = n.batch().orElseThrow();
    if (limits.maxBatchSize() < 1) {
      findings.add(Finding.error(
          CODE,
          limits.sizeOrigin(),
          "maxBatchSize of " + n.reference() + " is " + limits.maxBatchSize() + ".",
          List.of(),
          List.of("give it at least 1.")));
    }
    if (limits.maxDelayMicros() < 0) {
      findings.add(
          Finding.error(
              CODE,
              limits.delayOrigin(),
              "maxDelayMicros of " + n.reference() + " is negative.",
              List.of(),
              List.of(
                  "give it 0 to never wait for company, or the microseconds that an element may wait.")));
    }
  }

  private static void checkSingle(Node n, List<Finding> findings) {
    n.parameters().stream()
        .filter(Parameter::shared)
        .forEach(p -> findings.add(Finding.error(
            CODE,
            p.origin(),
            "Parameter " + p.name() + " of step " + n.reference()
                + " is @Shared, but there is no batch to share it.",
            List.of(),
            List.of("remove @Shared.", "use @BatchNode for a step over many elements."))));
  }

  private static Set<Source> sources(Graph graph, Node node) {
    return node.parameters().stream()
        .filter(p -> graph.resource(p).isEmpty())
        .map(Parameter::source)
        .collect(Collectors.toSet());
  }

  /** The values without which the form is not called. */
  private static Set<Source> needed(Graph graph, Node node) {
    return node.parameters().stream()
        .filter(p -> graph.resource(p).isEmpty() && !Shapes.takesNull(graph.types(), node, p))
        .map(Parameter::source)
        .collect(Collectors.toSet());
  }

  private static Finding nullDisagreement(Step step, Node lenient, Node strict, Source source) {
    return Finding.error(
        CODE,
        lenient.origin(),
        "The two forms of " + step.value() + " disagree on whether " + source.text()
            + " can be null.",
        List.of("can be null: " + lenient.signature(), "cannot: " + strict.signature()),
        List.of(
            "mark it @Nullable in both (in the batch form inside the List: List<@Nullable T>), or in none."));
  }

  private static String shown(Graph graph, Node node) {
    List<String> names = node.parameters().stream()
        .filter(p -> graph.resource(p).isEmpty())
        .map(p -> p.source().text())
        .distinct()
        .toList();
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static void agree(
      Graph graph, Step step, Node single, Node batch, List<Finding> findings) {
    if (!sources(graph, single).equals(sources(graph, batch))) {
      findings.add(Finding.error(
          CODE,
          batch.origin(),
          "The two forms of " + step.value() + " take different values.",
          List.of(
              "single: " + single.signature() + " takes " + shown(graph, single),
              "batch: " + batch.signature() + " takes " + shown(graph, batch)),
          List.of(
              "give both the same parameters, as one value and as a List of it.",
              "give one of them another name.")));
    }
    needed(graph, single).stream()
        .filter(s -> sources(graph, batch).contains(s) && !needed(graph, batch).contains(s))
        .forEach(s -> findings.add(nullDisagreement(step, batch, single, s)));
    needed(graph, batch).stream()
        .filter(
            s -> sources(graph, single).contains(s) && !needed(graph, single).contains(s))
        .forEach(s -> findings.add(nullDisagreement(step, single, batch, s)));
    Optional<JavaType> one = Shapes.value(graph.types(), single);
    Optional<JavaType> many = Shapes.value(graph.types(), batch);
    if (one.isPresent()
        && many.isPresent()
        && !graph.types().boxed(one.get()).equals(graph.types().boxed(many.get()))) {
      findings.add(Finding.error(
          CODE,
          batch.origin(),
          "The two forms of " + step.value() + " give different types.",
          List.of(
              "single: " + single.signature() + " gives " + one.get().simple(),
              "batch: " + batch.signature() + " gives " + many.get().simple() + " per element"),
          List.of("return List<" + graph.types().boxed(one.get()).simple()
              + "> from the batch form.")));
    }
  }
}
