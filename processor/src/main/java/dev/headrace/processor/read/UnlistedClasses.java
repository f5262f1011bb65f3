package dev.headrace.processor.read;

import dev.headrace.Pipeline;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.model.Unlisted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Looks through the classes that are being compiled, once and only when a message needs it. */
final class UnlistedClasses implements Unlisted {
  private final Sources sources;
  private final Elements elements;
  private final Set<TypeElement> listed;
  private final TypeReader reader;
  private final NodeReader nodes;
  private final ResourceReader resources;
  private final TypeSystem types;
  private @Nullable Map<JavaType.Declared, TypeElement> found;

  /** {@code listed}: the classes that the pipeline is made of. */
  UnlistedClasses(
      Sources sources,
      Elements elements,
      Set<TypeElement> listed,
      TypeReader reader,
      NodeReader nodes,
      ResourceReader resources,
      TypeSystem types) {
    this.sources = sources;
    this.elements = elements;
    this.listed = listed;
    this.reader = reader;
    this.nodes = nodes;
    this.resources = resources;
    this.types = types;
  }

  @Override
  public List<JavaType.Declared> withStep(String value) {
    return found().entrySet().stream()
        .filter(e -> nodes.read(e.getValue()).stream().anyMatch(n -> n.value().equals(value)))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<JavaType.Declared> withFactory(JavaType type) {
    return found().entrySet().stream()
        .filter(e -> factories(e.getValue()).anyMatch(r -> types.assignable(r.type(), type)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stream<Resource> factories(TypeElement owner) {
    return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
        .flatMap(m -> resources.ofFactory(owner, m).stream());
  }

  private Map<JavaType.Declared, TypeElement> found() {
    Map<JavaType.Declared, TypeElement> known = found;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (String root : sources.roots()) {
        TypeElement type = elements.getTypeElement(root);
        if (type != null) {
          collect(type, known);
        }
      }
      found = known;
    }
    return known;
  }

  private void collect(TypeElement type, Map<JavaType.Declared, TypeElement> into) {
    if (Annotated.find(type, Pipeline.class).isPresent()) {
      return; // what lies within one is its own
    }
    if (!listed.contains(type)) {
      into.put((JavaType.Declared) reader.read(type.asType()), type);
    }
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(t -> collect(t, into));
  }
}
