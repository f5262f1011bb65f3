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

/** A single and a batch form of one step that take or give different things. */
final class FormsDisagree implements Rule {
  private static final String CODE = "FormsDisagree";

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    for (Step step : graph.steps()) {
      if (hasTwo(step)) {
        agree(graph, step, step.single().get(), step.batch().get(), findings);
      }
    }
    return findings;
  }

  /** Whether the step has two forms that do not take the same values. */
  static boolean takeDifferent(Graph graph, Step step) {
    return hasTwo(step)
        && !sources(graph, step.single().orElseThrow())
            .equals(sources(graph, step.batch().orElseThrow()));
  }

  private static boolean hasTwo(Step step) {
    return step.single().isPresent()
        && step.batch().isPresent()
        && !Doubtful.isOneMethod(step)
        && step.forms().stream().noneMatch(n -> n.modifiers().isAbstract());
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
    if (!single.attempts().agree(batch.attempts())) {
      findings.add(Finding.error(
          CODE,
          single.origin(),
          "The two forms of " + step.value()
              + " disagree on how often or how long a call is tried.",
          List.of(),
          List.of("give both the same maxRetries, retryOn and timeoutMillis.")));
    }
    if (takeDifferent(graph, step)) {
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
