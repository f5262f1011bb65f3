package dev.headrace.processor.check;

import dev.headrace.processor.model.Declaration;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.PlainMethod;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.resolve.Definition;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to do about a name that nothing has.
 *
 * @param known the names that could be taken instead
 * @param byAxis the same by the axes that they lie on; those of which that cannot be made out have none
 */
record NameRemedies(
    Graph graph, KnownNames known, Map<Optional<List<String>>, Set<String>> byAxis) {

  static NameRemedies of(Resolution resolution, KnownNames known) {
    Map<Optional<List<String>>, Set<String>> byAxis = new LinkedHashMap<>();
    Set<String> others = new LinkedHashSet<>(known.all());
    resolution.graph().entries().stream()
        .filter(e -> !e.generic())
        .forEach(e -> resolution.paths(e).forEach((name, path) -> {
          if (known.contains(name)) {
            byAxis
                .computeIfAbsent(Optional.of(path), p -> new LinkedHashSet<>())
                .add(name);
            others.remove(name);
          }
        }));
    byAxis.put(Optional.empty(), others);
    return new NameRemedies(resolution.graph(), known, byAxis);
  }

  /** The same without some of the names. */
  NameRemedies without(Set<String> names) {
    Map<Optional<List<String>>, Set<String>> fewer = new LinkedHashMap<>();
    byAxis.forEach((path, all) -> {
      Set<String> left = new LinkedHashSet<>(all);
      left.removeAll(names);
      fewer.put(path, left);
    });
    return new NameRemedies(graph, known.without(names), fewer);
  }

  /** What there is, one line for each axis; of many names the first few. */
  List<String> lines() {
    return byAxis.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> e.getKey()
                .map(p -> p.isEmpty() ? "one per call: " : "on " + Problems.path(p) + ": ")
                .orElse("and: ")
            + few(e.getValue()))
        .limit(6)
        .toList();
  }

  private static String few(Set<String> names) {
    int most = 8;
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
  }

  /** Whether there is a value of that name for each element of a list. */
  boolean isMany(String name) {
    return byAxis.entrySet().stream()
        .anyMatch(e ->
            e.getKey().filter(p -> !p.isEmpty()).isPresent() && e.getValue().contains(name));
  }

  /** Of a parameter that asks for the name; {@code wanted} is what it must be given. */
  List<String> of(Source source, Optional<JavaType> wanted) {
    String name = source.name();
    if (wanted.filter(t -> t.qualified().equals("dev.headrace.runtime.Device")).isPresent()) {
      return List.of(
          "take the device in the constructor or the factory of a resource: only those are given one.");
    }
    Optional<JavaType> resource = wanted.flatMap(this::resource);
    if (resource.isPresent()) {
      return List.of("take the resource as it is: " + resource.get().simple() + " " + name + ".");
    }
    boolean isWhole = source instanceof Source.Named n && n.components().isEmpty();
    Optional<JavaType> whole = wanted.filter(t -> isWhole);
    List<String> fixes = new ArrayList<>();
    List<String> meant = new ArrayList<>();
    for (String close : Names.close(name, known.all())) {
      Optional<String> otherwise = whole.flatMap(t -> otherwise(close, t));
      otherwise.ifPresentOrElse(fixes::add, () -> meant.add(close));
      if (Names.plural(name, close) && opens(close, source, wanted)) {
        fixes.add("let " + name + " be the name of one of " + close + ": @Elements(\"" + name
            + "\") on " + where(close)
            + (source instanceof Source.Each ? ", and no @Each here." : "."));
      }
    }
    fixes.addAll(0, Names.didYouMean(meant));
    for (Node step : renamed(name)) {
      meant.add(step.value());
      fixes.add("take what " + step.reference() + " gives, which is called " + step.value()
          + ": @From(\"" + step.value() + "\").");
    }
    whole.ifPresent(t -> fixes.addAll(components(name, t)));
    fixes.addAll(unlisted(name));
    List<String> forgotten = forgotten(name);
    if (!forgotten.isEmpty()) {
      fixes.addAll(forgotten);
      return fixes;
    }
    whole.ifPresent(t -> fixes.addAll(others(t, meant)));
    if (source instanceof Source.All && wanted.flatMap(graph.types()::element).isPresent()) {
      fixes.add("add a step that runs for each element: @Node static "
          + wanted.flatMap(graph.types()::element).get().simple() + " " + name + "(…).");
      return fixes;
    }
    declared(source, wanted)
        .ifPresentOrElse(
            t -> fixes.addAll(add(name, t)),
            () -> fixes.add(
                "add a step, an input or a parameter of an entry that is called " + name + "."));
    return fixes;
  }

  /** The resource that the type is, or that it holds: a parameter of a step is given it as it is. */
  private Optional<JavaType> resource(JavaType type) {
    JavaType inner = graph.types().element(type).orElse(type);
    return inner instanceof JavaType.Declared d
            && !d.is("java.lang.Object")
            && (!graph.resources(d).isEmpty()
                || graph.types().declaration(d).filter(Declaration::resource).isPresent())
        ? Optional.of(inner)
        : Optional.empty();
  }

  /** How a value of another name is taken where it does not fit as it is, but its elements do, or all of its values. */
  private Optional<String> otherwise(String name, JavaType wanted) {
    Optional<JavaType> type = known.type(name);
    if (fits(type, wanted)) {
      return Optional.empty();
    }
    if (fits(type.flatMap(graph.types()::element), wanted)) {
      return Optional.of("take one of " + name + ": @Each(\"" + name + "\").");
    }
    Optional<JavaType> element = graph.types().element(wanted).filter(e -> isMany(name));
    return element
        .filter(e -> fits(type, e))
        .map(e -> "take all of " + name + ": @All(\"" + name + "\").");
  }

  /** The steps whose method has the name, but not their value. */
  private List<Node> renamed(String name) {
    return graph.steps().stream()
        .filter(s -> s.isOwn() && known.contains(s.value()))
        .flatMap(s -> s.forms().stream())
        .filter(n -> n.method().equals(name))
        .limit(1)
        .toList();
  }

  /** The components of records that have the name. */
  private List<String> components(String name, JavaType wanted) {
    return known.all().stream()
        .flatMap(k -> known.type(k).stream()
            .flatMap(t -> graph.types().components(t).stream())
            .filter(c -> c.name().equals(name) && fits(Optional.of(c.type()), wanted))
            .map(c -> "take the component of " + k + ": @From(\"" + k + "." + name + "\")."))
        .limit(3)
        .toList();
  }

  /** The classes that are not listed and have a step of that name, and the pipelines with such an entry. */
  List<String> unlisted(String name) {
    Stream<String> steps = graph.unlisted().withStep(name).stream()
        .map(c -> "list the class whose step gives " + name + ": @Pipeline(nodes = "
            + c.nestedName() + ".class).");
    Stream<String> inherited = graph.unlisted().inheriting(name).stream()
        .map(c -> "declare the step in " + c.nestedName()
            + " itself: what a class inherits are no steps.");
    Stream<String> entries = graph.unlisted().withEntry(name).stream()
        .filter(c -> !c.equals(graph.type()))
        .map(c -> "use the entry of another pipeline, in a method of "
            + graph.type().name() + ": @Use(" + c.nestedName() + ".class) … " + name + "(…).");
    return Stream.of(steps, inherited, entries).flatMap(s -> s).toList();
  }

  /** The methods of that name which are no steps. */
  List<String> forgotten(String name) {
    List<PlainMethod> found = graph.plainMethods().stream()
        .filter(m -> m.name().equals(name) && !m.result().isVoid())
        .limit(1)
        .toList();
    List<String> fixes = new ArrayList<>();
    for (PlainMethod m : found) {
      boolean isCalled = m.isStatic()
          || graph.types().declaration(m.owner()).filter(Declaration::resource).isPresent();
      fixes.add((isCalled ? "" : "declare it static, and ") + "annotate " + m.reference()
          + " with @" + (isBatch(m) ? "BatchNode" : "Node") + ": then it is a step, which gives "
          + name + ".");
      if (m.isStatic() && isOpaque(m.result())) {
        fixes.add(
            "annotate it with @StatefulResource if it builds a resource, like a model or a client.");
      }
    }
    return fixes;
  }

  /** Whether it takes and gives lists of what has the names of its parameters. */
  private boolean isBatch(PlainMethod m) {
    List<Parameter> data =
        m.parameters().stream().filter(p -> resource(p.type()).isEmpty()).toList();
    return m.result().isList()
        && data.stream().allMatch(p -> p.type().isList())
        && data.stream()
            .anyMatch(p -> graph
                .types()
                .element(p.type())
                .filter(e -> fits(known.type(p.name()), e))
                .isPresent());
  }

  private boolean isOpaque(JavaType type) {
    return type instanceof JavaType.Declared && graph.types().dataType(type).isEmpty();
  }

  /** The values of the same type. */
  List<String> others(JavaType type, List<String> but) {
    List<String> same =
        known.ofType(type).stream().filter(k -> !but.contains(k)).limit(3).toList();
    return same.isEmpty()
        ? List.of()
        : List.of("take another " + type.simple() + ": "
            + same.stream().map(s -> "@From(\"" + s + "\")").collect(Collectors.joining(", or "))
            + ".");
  }

  /** Whether the name is that of a list whose elements have no name and are what is asked for. */
  private boolean opens(String name, Source source, Optional<JavaType> wanted) {
    Optional<JavaType> element = known.type(name).flatMap(graph.types()::element);
    boolean isOne = source instanceof Source.Each e
        ? !e.isPlaced()
        : source instanceof Source.Named n && n.components().isEmpty();
    return isOne
        && known.elementName(name).isEmpty()
        && element.isPresent()
        && (wanted.isEmpty() || fits(element, wanted.get()));
  }

  private boolean fits(Optional<JavaType> type, JavaType wanted) {
    return type.filter(t -> graph.types().assignable(t, wanted)
            || graph.types().assignable(graph.types().boxed(t), wanted))
        .isPresent();
  }

  private String where(String list) {
    Definition definition = known.definitions().get(list);
    if (definition instanceof Definition.OfInput) {
      return "the input " + list + "()";
    }
    return definition instanceof Definition.OfParameter
        ? "the parameter " + list + " of "
            + graph.entries().stream()
                .filter(e -> e.parameters().stream().anyMatch(p -> p.name().equals(list)))
                .map(e -> "entry " + e.name())
                .collect(Collectors.joining(" and "))
        : "what gives " + list;
  }

  /** What a value of the name would have to be. */
  private Optional<JavaType> declared(Source source, Optional<JavaType> wanted) {
    if (source instanceof Source.Each) {
      return wanted.map(t -> JavaType.Declared.listOf(graph.types().boxed(t)));
    }
    return source instanceof Source.Named n && n.components().isEmpty() ? wanted : Optional.empty();
  }

  private List<String> add(String name, JavaType type) {
    List<String> fixes =
        new ArrayList<>(List.of("add a step: @Node static " + type.simple() + " " + name + "(…)."));
    if (graph.types().dataType(type).isPresent()) {
      fixes.add(
          "let an entry take it, or declare it as @Input " + type.simple() + " " + name + "().");
    } else {
      fixes.addAll(Factories.fixes(graph, type, name));
    }
    return fixes;
  }
}
