package dev.headrace.processor.read;

import dev.headrace.StatefulResource;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Resources, from classes and from factory methods. */
final class ResourceReader {
  private final TypeReader reader;
  private final MethodSignatures signatures;
  private final Types types;
  private final Elements elements;

  ResourceReader(TypeReader reader, MethodSignatures signatures, Types types, Elements elements) {
    this.signatures = signatures;
    this.reader = reader;
    this.types = types;
    this.elements = elements;
  }

  /** The resource that a type is, by the annotation on its class. */
  Optional<Resource> ofType(TypeMirror type) {
    return type instanceof DeclaredType declared
        ? ofClass((TypeElement) declared.asElement())
        : Optional.empty();
  }

  Optional<Resource> ofClass(TypeElement element) {
    return Annotated.find(element, StatefulResource.class).map(a -> {
      List<ExecutableElement> constructors =
          ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
              .filter(c -> !c.getModifiers().contains(Modifier.PRIVATE))
              .toList();
      String name = element.getSimpleName().toString();
      String slot = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
      boolean isAbstract = element.getModifiers().contains(Modifier.ABSTRACT)
          || element.getKind() == ElementKind.INTERFACE;
      return resource(
          a,
          SourceVersion.isKeyword(slot) ? slot + "_" : slot,
          element.asType(),
          element,
          Optional.empty(),
          isAbstract,
          true,
          constructors.size(),
          constructors.size() == 1 ? constructors.get(0) : null);
    });
  }

  /** The resource that a factory method of the class builds. */
  Optional<Resource> ofFactory(TypeElement owner, ExecutableElement method) {
    String name = method.getSimpleName().toString();
    return Annotated.find(method, StatefulResource.class)
        .filter(a -> reader.read(method.getReturnType()) instanceof JavaType.Declared)
        .map(a -> resource(
            a,
            name,
            method.getReturnType(),
            owner,
            Optional.of(name),
            false,
            method.getModifiers().contains(Modifier.STATIC),
            1,
            method));
  }

  private Resource resource(
      Annotated a,
      String slot,
      TypeMirror type,
      TypeElement owner,
      Optional<String> factory,
      boolean isAbstract,
      boolean isStatic,
      int constructors,
      @org.jspecify.annotations.Nullable ExecutableElement built) {
    Element documented = factory.isPresent() ? a.element() : owner;
    String doc = elements.getDocComment(documented);
    return new Resource(
        slot,
        (JavaType.Declared) reader.read(type),
        (JavaType.Declared) reader.read(owner.asType()),
        factory,
        isAbstract,
        isStatic,
        factory.isEmpty()
            && owner.getNestingKind().isNested()
            && !owner.getModifiers().contains(Modifier.STATIC)
            && !owner.getKind().isInterface(),
        constructors,
        CompilerTypes.access(built == null ? owner : built),
        a.number("gpus"),
        a.integer("maxConcurrency"),
        a.integer("callsPerInstance"),
        a.flag("useProcess"),
        types.isAssignable(
            type, elements.getTypeElement("java.lang.AutoCloseable").asType()),
        built == null
            ? List.of()
            : built.getParameters().stream()
                .map(p -> new Setting(
                    signatures.name(p),
                    reader.read(p.asType()),
                    Annotated.marks(p),
                    SourceOrigin.of(p)))
                .toList(),
        doc == null ? "" : doc.strip(),
        Map.of(
            "gpus", a.origin("gpus"),
            "maxConcurrency", a.origin("maxConcurrency"),
            "callsPerInstance", a.origin("callsPerInstance")),
        a.origin());
  }
}
