package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Alias;
import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Origin;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that an entry's steps can ask for. A parameter of the entry takes the place of an input of its name. */
public final class Scope {
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Map<String, String> elementNames = new LinkedHashMap<>();
  private final List<Clash> clashes = new ArrayList<>();

  /** Two that have one name, where neither takes the other's place. */
  public record Clash(String name, Definition first, Definition second) {}

  private Scope() {}

  /** The names of one entry. */
  public static Scope of(Graph graph, Entry entry) {
    Scope scope = new Scope();
    for (Parameter p : entry.parameters()) {
      scope.define(p.name(), new Definition.OfParameter(p));
      p.elements().ifPresent(e -> scope.defineElements(e, p.name(), p.sourceOrigin()));
    }
    for (Input i : graph.inputs()) {
      boolean taken = scope.definitions.containsKey(i.name());
      scope.define(i.name(), new Definition.OfInput(i));
      if (!taken || !scope.elementNames.containsKey(i.name())) {
        i.elements().ifPresent(e -> scope.defineElements(e, i.name(), i.elementsOrigin()));
      }
    }
    for (Step s : graph.steps()) {
      scope.define(s.value(), new Definition.OfStep(s));
      elements(s)
          .flatMap(Node::elements)
          .ifPresent(
              e -> scope.defineElements(e, s.value(), elements(s).orElseThrow().elementsOrigin()));
    }
    for (Alias a : graph.aliases()) {
      scope.define(a.name(), new Definition.OfAlias(a));
      a.elements().ifPresent(e -> scope.defineElements(e, a.name(), a.origin()));
    }
    entry.outputs().ifPresent(o -> scope.define(o.step().value(), new Definition.OfStep(o.step())));
    return scope;
  }

  private static Optional<Node> elements(Step step) {
    return step.forms().stream().filter(n -> n.elements().isPresent()).findFirst();
  }

  private void define(String name, Definition definition) {
    Definition first = definitions.putIfAbsent(name, definition);
    if (first != null && !replaces(first, definition)) {
      clashes.add(new Clash(name, first, definition));
    }
  }

  /** Whether a parameter stands for an input of its name, or both are the elements of one list. */
  private static boolean replaces(Definition first, Definition second) {
    return first instanceof Definition.OfParameter && second instanceof Definition.OfInput
        || first instanceof Definition.OfElements one
            && second instanceof Definition.OfElements other
            && one.list().equals(other.list());
  }

  /** The names that two have, the first of which is found. */
  public List<Clash> clashes() {
    return List.copyOf(clashes);
  }

  private void defineElements(Elements elements, String list, Origin origin) {
    define(
        elements.name(),
        new Definition.OfElements(list, elements.with(), elements.withOrigin(), origin));
    elementNames.putIfAbsent(list, elements.name());
  }

  /** What the name stands for. */
  public Optional<Definition> find(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /** The name that the elements of the list have. */
  public Optional<String> elementName(String list) {
    return Optional.ofNullable(elementNames.get(list));
  }

  /** Every name, with what it stands for. */
  public Map<String, Definition> all() {
    return java.util.Collections.unmodifiableMap(definitions);
  }
}
