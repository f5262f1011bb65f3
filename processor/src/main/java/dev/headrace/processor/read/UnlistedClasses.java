package dev.headrace.processor.read;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.model.Unlisted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Looks through the classes that are being compiled, once and only when a message needs it. */
final class UnlistedClasses implements Unlisted {
  private final Sources sources;
  private final Elements elements;
  private final Set<TypeElement> listed;
  private final TypeReader reader;
  private final NodeReader nodes;
  private final ResourceReader resources;
  private final TypeSystem types;
  private final Map<JavaType.Declared, TypeElement> classes = new LinkedHashMap<>();
  private final Map<JavaType.Declared, TypeElement> pipelines = new LinkedHashMap<>();
  private boolean hasLooked;

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
    return classes()
        .filter(e -> nodes.read(e.getValue()).stream()
            .anyMatch(n ->
                n.value().equals(value) && (n.modifiers().isStatic() || isBuilt(e.getValue()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<JavaType.Declared> inheriting(String value) {
    return listed.stream()
        .filter(c ->
            inherited(c).anyMatch(n -> n.value().equals(value) && !n.modifiers().isStatic()))
        .map(c -> (JavaType.Declared) reader.read(c.asType()))
        .toList();
  }

  /** The steps of the classes and interfaces above the class. */
  private Stream<Node> inherited(TypeElement type) {
    return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
        .filter(DeclaredType.class::isInstance)
        .map(t -> (TypeElement) ((DeclaredType) t).asElement())
        .flatMap(t -> Stream.concat(nodes.read(t).stream(), inherited(t)));
  }

  /** Whether there are instances of the class that a step can run on. */
  private boolean isBuilt(TypeElement type) {
    return resources.ofClass(type).filter(r -> !r.isAbstract()).isPresent();
  }

  @Override
  public List<JavaType.Declared> withResource(JavaType type) {
    return classes()
        .filter(e -> resources(e.getValue()).anyMatch(r -> types.assignable(r.type(), type)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stream<Resource> resources(TypeElement owner) {
    return Stream.concat(
        resources.ofClass(owner).filter(r -> !r.isAbstract()).stream(),
        ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
            .flatMap(m -> resources.ofFactory(owner, m).stream()));
  }

  @Override
  public List<JavaType.Declared> withEntry(String name) {
    look();
    return pipelines.entrySet().stream()
        .filter(e -> ElementFilter.methodsIn(e.getValue().getEnclosedElements()).stream()
            .anyMatch(m -> m.getSimpleName().contentEquals(name) && GraphReader.isEntry(m)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stream<Map.Entry<JavaType.Declared, TypeElement>> classes() {
    look();
    return classes.entrySet().stream();
  }

  private void look() {
    if (!hasLooked) {
      hasLooked = true;
      for (String root : sources.roots()) {
        TypeElement type = elements.getTypeElement(root);
        if (type != null) {
          collect(type, false);
        }
      }
    }
  }

  /** What lies within a pipeline is its own. */
  private void collect(TypeElement type, boolean isWithin) {
    boolean isPipeline = GraphReader.isPipeline(type);
    if (isPipeline) {
      pipelines.put((JavaType.Declared) reader.read(type.asType()), type);
    } else if (!isWithin && !listed.contains(type)) {
      classes.put((JavaType.Declared) reader.read(type.asType()), type);
    }
    for (TypeElement nested : ElementFilter.typesIn(type.getEnclosedElements())) {
      collect(nested, isWithin || isPipeline);
    }
  }
}
