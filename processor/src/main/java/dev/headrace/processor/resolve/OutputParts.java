package dev.headrace.processor.resolve;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.model.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees through the record that a used pipeline gives: a component of it is what that asks for, so that nothing else of the
 * record is computed.
 */
record OutputParts(TypeSystem types, Scope scope) {

  /** The source itself, or what the component asks for that it names. */
  Source simplified(Source source) {
    if (!(source instanceof Source.Named named) || named.components().isEmpty()) {
      return source;
    }
    Optional<Parameter> part = maker(named.name())
        .flatMap(m -> m.parameters().stream()
            .filter(p -> p.name().equals(named.components().get(0)))
            .findFirst());
    if (part.isEmpty()
        || !(part.get().source() instanceof Source.Named of)
        || type(of).filter(part.get().type()::equals).isEmpty()) {
      return source;
    }
    List<String> components = new ArrayList<>(of.components());
    components.addAll(named.components().subList(1, named.components().size()));
    return simplified(new Source.Named(of.name(), components));
  }

  /** What makes the record of that name, if it is one of outputs. */
  private Optional<Node> maker(String name) {
    Definition definition = scope.find(name).orElse(null);
    if (definition instanceof Definition.OfStep s) {
      return Optional.of(s.step().first()).filter(Node::isConstructor);
    }
    return definition instanceof Definition.OfAlias a
            && a.alias().source().orElse(null) instanceof Source.Named n
            && n.components().isEmpty()
        ? maker(n.name())
        : Optional.empty();
  }

  private Optional<JavaType> type(Source.Named source) {
    Optional<JavaType> type = scope.find(source.name()).flatMap(this::type);
    for (String component : source.components()) {
      type = type.flatMap(t -> types.components(t).stream()
          .filter(c -> c.name().equals(component))
          .map(TypeSystem.Component::type)
          .findFirst());
    }
    return type;
  }

  private Optional<JavaType> type(Definition definition) {
    if (definition instanceof Definition.OfParameter p) {
      return Optional.of(p.parameter().type());
    }
    if (definition instanceof Definition.OfInput i) {
      return Optional.of(i.input().type());
    }
    if (definition instanceof Definition.OfStep s) {
      return Shapes.value(types, s.step());
    }
    if (!(definition instanceof Definition.OfAlias a)) {
      return Optional.empty();
    }
    return a.alias()
        .source()
        .flatMap(s -> s instanceof Source.Named n
            ? type(n)
            : Optional.of(a.alias().type()).filter(t -> s instanceof Source.All));
  }
}
