package dev.headrace.processor.check;

import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A batch step whose {@code cost} names no method that could say what an element costs. */
final class NoSuchCost implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    return graph.steps().stream()
        .flatMap(s -> s.forms().stream())
        .flatMap(n ->
            n.batch().stream().flatMap(b -> b.cost().stream()).flatMap(c -> check(graph, n, c)))
        .toList();
  }

  private static Stream<Finding> check(Graph graph, Node n, Node.Cost cost) {
    List<Parameter> data =
        n.parameters().stream().filter(p -> graph.resource(p).isEmpty()).toList();
    List<JavaType> wanted =
        data.stream().flatMap(p -> Shapes.wanted(graph.types(), n, p).stream()).toList();
    if (wanted.size() < data.size()) {
      return Stream.empty(); // a parameter is no list, which is said there
    }
    List<String> wrong = new ArrayList<>();
    List<String> fixes = new ArrayList<>();
    for (Node.CostMethod m : cost.candidates()) {
      Optional<String> fault = fault(graph, m, wanted);
      if (fault.isEmpty() && !graph.isHidden(n.owner(), m.access())) {
        return Stream.empty();
      }
      String method = cost.method() + parameters(m.parameters());
      boolean isPrivate = m.access() == Declaration.Access.PRIVATE;
      wrong.add(method + " "
          + fault.orElse(
              isPrivate
                  ? "is private"
                  : "is not public, and lies in " + n.owner().packageName()));
      if (fault.isEmpty()) {
        fixes.add(
            isPrivate
                ? "remove `private` from " + method + ", or from the class around it."
                : "make " + method + " public: code in the package of "
                    + graph.type().simple() + " calls it.");
      }
    }
    String signature = data.stream()
        .map(p -> Shapes.wanted(graph.types(), n, p).orElseThrow().simple() + " " + p.name())
        .collect(Collectors.joining(", ", "(", ")"));
    return Stream.of(Finding.error(
        "NoSuchCost",
        cost.origin(),
        "cost of " + n.reference() + " is to be said by " + n.owner().name() + "." + cost.method()
            + (wrong.isEmpty() ? ", which is not there." : ", which cannot."),
        wrong,
        fixes.isEmpty() ? fixes(cost, signature) : fixes));
  }

  private static List<String> fixes(Node.Cost cost, String signature) {
    String name = cost.method().replaceAll(".*[.:]", ""); // of Steps.length or String::length
    List<String> close =
        cost.others().contains(name) ? List.of(name) : Names.close(name, cost.others());
    List<String> fixes = new ArrayList<>();
    if (cost.candidates().isEmpty()) {
      fixes.addAll(Names.didYouMean(close));
    }
    fixes.add("write it for one element: static int " + name + signature + ".");
    return fixes;
  }

  /** What is wrong with the method itself, whoever may call it. */
  private static Optional<String> fault(Graph graph, Node.CostMethod m, List<JavaType> wanted) {
    if (!m.isStatic()) {
      return Optional.of("is not static");
    }
    if (!m.result().simple().equals("int")) {
      return Optional.of("returns " + m.result().simple());
    }
    boolean fits = m.parameters().size() == wanted.size();
    for (int i = 0; fits && i < wanted.size(); i++) {
      fits = graph.types().assignable(wanted.get(i), m.parameters().get(i));
    }
    return fits ? Optional.empty() : Optional.of("does not take " + parameters(wanted));
  }

  private static String parameters(List<JavaType> types) {
    return types.stream().map(JavaType::simple).collect(Collectors.joining(", ", "(", ")"));
  }
}
