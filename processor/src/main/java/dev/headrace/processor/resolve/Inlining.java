package dev.headrace.processor.resolve;

import dev.headrace.processor.model.Alias;
import dev.headrace.processor.model.Elements;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Outputs;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.Step;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.model.Use;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Puts what one entry of a used pipeline needs among the steps of another: each of its names begins with that of the use, and
 * what it is called with stands for values of the other.
 */
final class Inlining {
  private final TypeSystem types;
  private final Use use;
  private final Node node;
  private final Expansion into;
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private final IdentityHashMap<Node, Node> uses = new IdentityHashMap<>();
  private final List<String> base = new ArrayList<>();
  private UnaryOperator<Source> parts = source -> source; // sees through outputs within it

  Inlining(TypeSystem types, Use use, Expansion into) {
    this.types = types;
    this.use = use;
    this.node = use.node();
    this.into = into;
  }

  void run() {
    if (!UseSignature.fits(types, use)) {
      result(Optional.empty(), List.of());
      return;
    }
    Graph inner = Expansion.pinned(Expansion.of(use.graph().orElseThrow()));
    String name = use.entry().orElseThrow().name();
    inner.entries().stream()
        .filter(e -> e.name().equals(name) && !e.generic())
        .findFirst()
        .ifPresent(e -> inline(inner, e));
  }

  @SuppressWarnings("ReferenceEquality") // two uses may be equal
  private void inline(Graph inner, Entry entry) {
    parts = new OutputParts(types, Scope.of(inner, entry))::simplified;
    Flow flow = new Resolver(inner, entry).resolve();
    node.parameters().forEach(p -> given(inner, entry, p));
    inner.inputs().stream()
        .filter(i -> !renamed.containsKey(i.name()) && isNeeded(flow, i))
        .forEach(i -> byName(inner, i));
    Set<String> reached = new LinkedHashSet<>(flow.reachedSteps());
    List<Step> steps = Stream.concat(
            inner.steps().stream(), entry.outputs().map(Outputs::step).stream())
        .filter(s -> reached.contains(s.value()))
        .toList();
    List<Alias> aliases =
        inner.aliases().stream().filter(a -> reached.contains(a.name())).toList();
    steps.forEach(s -> {
      rename(s.value());
      s.forms().forEach(f -> f.elements().map(Elements::name).ifPresent(this::rename));
    });
    aliases.forEach(a -> {
      rename(a.name());
      a.elements().map(Elements::name).ifPresent(this::rename);
    });
    List<String> opened = opened(entry, inner, steps, aliases);
    into.aliases.replaceAll(a -> a.use() == node ? withRenamed(a) : a);
    Map<String, String> slots = new Slots(inner, use, into, this::inputName).merge(flow);
    steps.forEach(s -> into.steps.add(step(inner, s, slots, opened)));
    aliases.forEach(a -> into.aliases.add(new Alias(
        renamed(a.name()),
        renamed(a.use()),
        a.parameter().map(p -> p.taking(renamed(p.source()), node.origin())),
        a.source().map(this::renamed),
        a.base().stream().map(this::renamed).toList(),
        a.opened().stream().map(this::renamed).toList(),
        a.leaves(),
        a.type(),
        a.elements().map(e -> e.renamed(this::renamed)),
        node.origin())));
    result(Optional.of(renamed(entry.request())), opened);
  }

  private static boolean isNeeded(Flow flow, Input input) {
    return flow.values().get(input.name()) instanceof Value.BoundInput
        || flow.steps().stream()
            .flatMap(c -> c.resources().stream())
            .anyMatch(r -> r.settings().stream().anyMatch(s -> s.name().equals(input.name())));
  }

  // ---- what the use is given

  private void given(Graph inner, Entry entry, Parameter p) {
    boolean isTaken = isTaken(inner, entry, p.name());
    String list = alias(
        p.name(),
        isTaken,
        p,
        p.source(),
        p.type(),
        isTaken ? elements(inner, entry, p.name()) : Optional.empty());
    p.elements()
        .ifPresent(e -> alias(
            e.name(),
            true,
            p,
            new Source.Each(list, e.with().map(this::renamed), Optional.empty(), e.withOrigin()),
            types.element(p.type()).orElseThrow(),
            elements(inner, entry, e.name())));
  }

  private static boolean isTaken(Graph inner, Entry entry, String name) {
    return inner.input(name).isPresent()
        || entry.parameters().stream().anyMatch(p -> p.name().equals(name));
  }

  /** The name that the elements of a parameter or an input have in the used pipeline. */
  private static Optional<Elements> elements(Graph inner, Entry entry, String name) {
    return entry.parameters().stream()
        .filter(p -> p.name().equals(name))
        .flatMap(p -> p.elements().stream())
        .findFirst()
        .or(() -> inner.input(name).flatMap(Input::elements));
  }

  private void byName(Graph inner, Input input) {
    boolean isThere = into.names.isValue(input.name())
        || into.inputs.stream().anyMatch(i -> i.name().equals(input.name()));
    if (!isThere && input.hasDefault()) {
      into.inputs.add(input.from(inner.type()));
    }
    Parameter unlisted = new Parameter(
        input.name(),
        input.type(),
        input.nullable(),
        false,
        input.holdsNulls(),
        false,
        Source.Named.of(input.name()),
        Optional.empty(),
        List.of(),
        node.origin(),
        node.origin());
    alias(input.name(), true, unlisted, unlisted.source(), input.type(), input.elements());
  }

  private String alias(
      String name,
      boolean isTaken,
      Parameter parameter,
      Source source,
      JavaType type,
      Optional<Elements> elements) {
    String alias = isTaken ? rename(name) : free(name);
    elements.map(Elements::name).ifPresent(this::rename);
    base.add(alias);
    into.aliases.add(new Alias(
        alias,
        node,
        Optional.of(parameter),
        Optional.of(source),
        List.of(),
        List.of(),
        false,
        type,
        elements.map(e -> new Elements(renamed(e.name()), e.with(), e.withOrigin())),
        parameter.sourceOrigin()));
    return alias;
  }

  /** What the elements of a list go in lockstep with may have got its name after the list. */
  private Alias withRenamed(Alias a) {
    return new Alias(
        a.name(),
        a.use(),
        a.parameter(),
        a.source(),
        a.base(),
        a.opened(),
        a.leaves(),
        a.type(),
        a.elements().map(e -> new Elements(e.name(), e.with().map(this::renamed), e.withOrigin())),
        a.origin());
  }

  /** The input that a name of the used pipeline stands for: what configures a resource. */
  private String inputName(String name) {
    return node.parameters().stream()
        .filter(p -> p.name().equals(name) && p.source() instanceof Source.Named)
        .map(p -> p.source().text())
        .findFirst()
        .orElse(name);
  }

  // ---- what it does

  /** The lists among what it is given that the used pipeline goes through. */
  private List<String> opened(Entry entry, Graph inner, List<Step> steps, List<Alias> aliases) {
    Stream<String> named = renamed.keySet().stream()
        .filter(n -> elements(inner, entry, n).isPresent() && isTaken(inner, entry, n));
    Stream<Source> sources = Stream.concat(
        steps.stream()
            .flatMap(s -> s.forms().stream())
            .flatMap(f -> f.parameters().stream())
            .map(Parameter::source),
        aliases.stream().flatMap(a -> a.source().stream()));
    Stream<String> each = sources.filter(Source.Each.class::isInstance).map(Source::name);
    return Stream.concat(named, each)
        .map(this::renamed)
        .filter(base::contains)
        .distinct()
        .toList();
  }

  private Step step(Graph inner, Step step, Map<String, String> slots, List<String> opened) {
    return new Step(
        renamed(step.value()),
        use.name() + (step.forms().get(0).isConstructor() ? "" : "." + step.label()),
        Optional.of(use.name()),
        step.forms().stream().map(f -> form(inner, f, slots, opened)).toList(),
        Stream.concat(
                step.bases().stream()
                    .map(names -> names.stream().map(this::renamed).toList()),
                Stream.of(base))
            .toList());
  }

  private Node form(Graph inner, Node form, Map<String, String> slots, List<String> opened) {
    List<Parameter> parameters = form.parameters().stream()
        .map(p -> inner
            .resource(p)
            .map(r -> p.named(slots.getOrDefault(r.slot(), r.slot())))
            .orElseGet(() -> p.taking(source(form, p, opened), node.origin())))
        .toList();
    return form.giving(
        renamed(form.value()),
        form.elements().map(e -> e.renamed(this::renamed)),
        form.slot().map(x -> slots.getOrDefault(x, x)),
        parameters);
  }

  /** All that a component of its outputs asks for has a name of its own, because only here it is known along which axes. */
  private Source source(Node form, Parameter p, List<String> opened) {
    Source source = renamed(p.source());
    if (!form.isConstructor() || !(source instanceof Source.All)) {
      return source;
    }
    String all = free(p.name() + "All");
    into.aliases.add(new Alias(
        all,
        node,
        Optional.empty(),
        Optional.of(source),
        base,
        opened,
        true,
        p.type(),
        Optional.empty(),
        node.origin()));
    return Source.Named.of(all);
  }

  private void result(Optional<Source> source, List<String> opened) {
    into.aliases.add(new Alias(
        use.name(),
        node,
        Optional.empty(),
        source,
        base,
        opened,
        true,
        node.result(),
        node.elements(),
        node.origin()));
  }

  // ---- names

  private String rename(String name) {
    String free = free(name);
    renamed.put(name, free);
    return free;
  }

  private String free(String name) {
    return into.names.free(
        use.name() + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
  }

  /** A use within the used pipeline: of what its parameters take, one may name another. */
  private Node renamed(Node inner) {
    return uses.computeIfAbsent(
        inner,
        n -> n.giving(
            n.value(),
            n.elements(),
            n.slot(),
            n.parameters().stream()
                .map(p -> p.taking(renamed(p.source()), node.origin()))
                .toList()));
  }

  private Source renamed(Source source) {
    return parts.apply(source).renamed(this::renamed);
  }

  private String renamed(String name) {
    return renamed.getOrDefault(name, name);
  }
}
