package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Mark;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Outputs;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.PlainMethod;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An annotation that says nothing where it stands, or two that contradict each other. */
final class MisplacedAnnotation implements Rule {
  private static final Set<String> SOURCES = Set.of("Each", "All", "From");
  private static final Set<String> PIPELINE = Set.of("Input", "Use");
  private static final Map<String, String> PLACES = Map.ofEntries(
      Map.entry("Elements", "belongs on a list: a parameter of an entry, an input, or a step"),
      Map.entry("Each", "belongs on a parameter of a step"),
      Map.entry(
          "All", "belongs on a parameter of a step, on an entry, or on a component of @Outputs"),
      Map.entry(
          "From", "belongs on a parameter of a step, on an entry, or on a component of @Outputs"),
      Map.entry("Shared", "belongs on a parameter of a @BatchNode"),
      Map.entry(
          "Dim", "belongs on a step, on a parameter of a step, or on a component of a record"),
      Map.entry("Use", "belongs on an abstract method of a pipeline"),
      Map.entry("Input", "belongs on an abstract or default method of a pipeline"),
      Map.entry("Node", "belongs on a static method"),
      Map.entry("BatchNode", "belongs on a static method"),
      Map.entry("StatefulResource", "belongs on a class, or on a static method that builds one"));

  @Override
  public List<Finding> check(Resolution resolution) {
    Graph graph = resolution.graph();
    List<Finding> findings = new ArrayList<>();
    graph
        .inputs()
        .forEach(i -> check(i.marks(), Set.of("Input", "Elements"), "input " + i.name(), findings));
    graph.entries().forEach(e -> {
      String entry = "entry " + e.name();
      check(e.marks(), Set.of("All", "From", "Node", "BatchNode"), entry, findings);
      contradiction(e.marks(), SOURCES, entry, findings);
      e.outputs().ifPresent(o -> check(o, findings));
      e.parameters()
          .forEach(p -> check(
              p.marks(), Set.of("Elements"), "parameter " + p.name() + " of " + entry, findings));
    });
    graph.uses().forEach(u -> ofUse(u.node(), findings));
    graph.steps().stream().flatMap(s -> s.forms().stream()).forEach(n -> check(graph, n, findings));
    graph
        .resources()
        .forEach(r -> r.settings()
            .forEach(s -> check(
                s.marks(),
                Set.of(),
                "parameter " + s.name() + " of resource " + r.slot(),
                findings)));
    graph.plainMethods().forEach(m -> ofPlain(m, findings));
    return findings.stream().distinct().toList();
  }

  private static void ofUse(Node use, List<Finding> findings) {
    String what = "method " + use.reference();
    check(use.marks(), Set.of("Use", "Elements"), what, findings);
    for (Parameter p : use.parameters()) {
      String where = "parameter " + p.name() + " of " + what;
      check(p.marks(), Set.of("Each", "All", "From", "Elements"), where, findings);
      contradiction(p.marks(), SOURCES, where, findings);
    }
    if (!use.modifiers().isAbstract()) {
      use.marks().stream()
          .filter(m -> m.name().equals("Use"))
          .forEach(m -> findings.add(Finding.error(
              "MisplacedAnnotation",
              m.origin(),
              "@Use says nothing on " + what + ", which has a body.",
              List.of(),
              List.of("remove the body: the pipeline that it uses gives the value."))));
    }
  }

  /** What is said once: the method itself is not what it was meant to be. */
  private static void ofPlain(PlainMethod m, List<Finding> findings) {
    Stream.concat(m.marks().stream(), m.parameters().stream().flatMap(p -> p.marks().stream()))
        .filter(a -> !a.name().equals("StatefulResource"))
        .findFirst()
        .ifPresent(a -> {
          if (PIPELINE.contains(a.name())) {
            check(List.of(a), Set.of(), "method " + m.reference(), findings);
          } else {
            findings.add(Finding.error(
                "MisplacedAnnotation",
                a.origin(),
                "@" + a.name() + " says nothing in " + m.reference() + ", which is no step.",
                List.of(),
                List.of("annotate " + m.reference() + " with @Node, if it is one.", "remove it.")));
          }
        });
  }

  private static void check(Outputs outputs, List<Finding> findings) {
    Node maker = outputs.step().first();
    for (Parameter p : maker.parameters()) {
      String what = "component " + p.name() + " of " + maker.reference();
      check(p.marks(), Set.of("All", "From", "Dim"), what, findings);
      contradiction(p.marks(), SOURCES, what, findings);
    }
  }

  private static void check(Graph graph, Node n, List<Finding> findings) {
    String step = "step " + n.reference();
    check(n.marks(), Set.of("Node", "BatchNode", "Elements", "Dim"), step, findings);
    if (n.isBatch()) { // read once for each of the two
      contradiction(n.marks(), Set.of("Node", "BatchNode"), step, findings);
    }
    Set<String> allowed = n.isBatch()
        ? Set.of("Each", "All", "From", "Shared", "Dim")
        : Set.of("Each", "All", "From", "Dim");
    for (Parameter p : n.parameters()) {
      boolean isResource = graph.resource(p).isPresent();
      String what =
          "parameter " + p.name() + " of " + step + (isResource ? ", which is a resource" : "");
      check(p.marks(), isResource ? Set.of() : allowed, what, findings);
      contradiction(p.marks(), SOURCES, what, findings);
    }
  }

  private static void check(
      List<Mark> marks, Set<String> allowed, String where, List<Finding> findings) {
    for (Mark m : marks) {
      if (!allowed.contains(m.name())) {
        findings.add(Finding.error(
            "MisplacedAnnotation",
            m.origin(),
            "@" + m.name() + " says nothing on " + where + ".",
            List.of(),
            List.of("remove it: @" + m.name() + " "
                + PLACES.getOrDefault(m.name(), "belongs elsewhere") + ".")));
      }
    }
  }

  private static void contradiction(
      List<Mark> marks, Set<String> exclusive, String where, List<Finding> findings) {
    List<Mark> found = marks.stream().filter(m -> exclusive.contains(m.name())).toList();
    if (found.size() > 1) {
      findings.add(Finding.error(
          "MisplacedAnnotation",
          found.get(1).origin(),
          "@" + found.get(0).name() + " and @" + found.get(1).name() + " stand on " + where
              + ", which can only be one of them.",
          List.of(),
          List.of("remove one.")));
    }
  }
}
