package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.resolve.Definition;
import dev.headrace.processor.resolve.Scope;
import dev.headrace.processor.resolve.Shapes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a pipeline's steps can ask for.
 *
 * @param definitions what each stands for in the first entry that sees it
 */
record KnownNames(Graph graph, Map<String, Definition> definitions) {

  static KnownNames of(Graph graph) {
    Map<String, Definition> all = new LinkedHashMap<>();
    graph.entries().forEach(e -> Scope.of(graph, e).all().forEach(all::putIfAbsent));
    Set<String> inner = graph.innerNames(); // made up for what lies within used pipelines
    all.values().removeIf(d -> d instanceof Definition.OfElements of && inner.contains(of.list()));
    all.keySet().removeAll(inner);
    return new KnownNames(graph, all);
  }

  /** The same without some. */
  KnownNames without(Collection<String> names) {
    Map<String, Definition> fewer = new LinkedHashMap<>(definitions);
    fewer.keySet().removeAll(names);
    return new KnownNames(graph, fewer);
  }

  Set<String> all() {
    return definitions.keySet();
  }

  boolean contains(String name) {
    return definitions.containsKey(name);
  }

  /** The type of one value of that name. */
  Optional<JavaType> type(String name) {
    return Optional.ofNullable(definitions.get(name)).flatMap(this::type);
  }

  private Optional<JavaType> type(Definition definition) {
    if (definition instanceof Definition.OfElements e) {
      return type(e.list()).flatMap(graph.types()::element);
    }
    if (definition instanceof Definition.OfStep s) {
      return Shapes.value(graph.types(), s.step());
    }
    return definition instanceof Definition.OfParameter p
        ? Optional.of(p.parameter().type())
        : definition instanceof Definition.OfInput i
            ? Optional.of(i.input().type())
            : Optional.of(((Definition.OfAlias) definition).alias().type());
  }

  /** The names of values of a type, but for those of steps that cannot run. */
  List<String> ofType(JavaType type) {
    JavaType boxed = graph.types().boxed(type);
    return definitions.entrySet().stream()
        .filter(e -> !(e.getValue() instanceof Definition.OfStep s)
            || s.step().forms().stream().allMatch(KnownNames::canRun))
        .map(Map.Entry::getKey)
        .filter(n -> type(n).map(graph.types()::boxed).filter(boxed::equals).isPresent())
        .toList();
  }

  private static boolean canRun(Node n) {
    return !n.modifiers().isPrivate() && !n.modifiers().isAbstract();
  }

  /** The name that the elements of a list have. */
  Optional<String> elementName(String list) {
    return definitions.entrySet().stream()
        .filter(
            e -> e.getValue() instanceof Definition.OfElements of && of.list().equals(list))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
