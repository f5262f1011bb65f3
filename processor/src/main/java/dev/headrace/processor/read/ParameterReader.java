package dev.headrace.processor.read;

import dev.headrace.All;
import dev.headrace.Dim;
import dev.headrace.Each;
import dev.headrace.Elements;
import dev.headrace.From;
import dev.headrace.Shared;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Parameters of steps and entries: what they are called, and where they take their value. */
final class ParameterReader {
  private final TypeReader types;

  private final MethodSignatures signatures;

  ParameterReader(TypeReader types, MethodSignatures signatures) {
    this.types = types;
    this.signatures = signatures;
  }

  /** A parameter of an entry, with the type that it has there. */
  Parameter read(VariableElement element, TypeMirror type) {
    return read(element, type, false);
  }

  /** A parameter of a step; that of a batch step holds a list of what it takes. */
  Parameter read(VariableElement element, boolean batch) {
    return read(element, element.asType(), batch);
  }

  private Parameter read(VariableElement element, TypeMirror type, boolean batch) {
    String name = signatures.name(element);
    boolean shared = Annotated.find(element, Shared.class).isPresent();
    boolean batched = batch && !shared;
    Nullness nulls = signatures.nullness(element).or(Nullness.of(element, type));
    return new Parameter(
        name,
        sized(element, types.read(type), batched),
        nulls.at(0),
        batched && nulls.at(1),
        nulls.at(batched ? 2 : 1),
        shared,
        source(element, name),
        elements(element),
        Annotated.marks(element),
        sourceOrigin(element),
        SourceOrigin.of(element));
  }

  /** The type with the size that {@code @Dim} gives, of a batch that of one element; as it is where it can have none. */
  static JavaType sized(Element element, JavaType type, boolean batch) {
    Optional<Annotated> dim = Annotated.find(element, Dim.class);
    if (dim.isEmpty()) {
      return type;
    }
    int size = dim.get().integer("value");
    Optional<JavaType> sized = batch
        ? type instanceof JavaType.Declared list && list.arguments().size() == 1
            ? list.arguments().get(0).sized(size).map(JavaType.Declared::listOf)
            : Optional.empty()
        : type.sized(size);
    return sized.orElse(type);
  }

  /** What {@code @Elements} on a parameter or a method says. */
  static Optional<dev.headrace.processor.model.Elements> elements(Element element) {
    return Annotated.find(element, Elements.class)
        .map(a -> new dev.headrace.processor.model.Elements(
            a.text("value"), a.optional("with"), a.origin("with")));
  }

  /** The source that an annotation on a parameter or an entry names, or the value of the name given. */
  static Source source(Element element, String name) {
    Optional<Annotated> each = Annotated.find(element, Each.class);
    if (each.isPresent()) {
      Annotated a = each.get();
      String place = a.optional("within").isPresent() ? "within" : "with";
      return new Source.Each(
          a.text("value"), a.optional("with"), a.optional("within"), a.origin(place));
    }
    Optional<Annotated> all = Annotated.find(element, All.class);
    if (all.isPresent()) {
      Annotated a = all.get();
      return new Source.All(a.text("value"), a.optional("over"), a.origin("over"));
    }
    Optional<Annotated> from = Annotated.find(element, From.class);
    if (from.isPresent()) {
      List<String> path = Arrays.asList(from.get().text("value").split("\\.", -1));
      return new Source.Named(path.get(0), path.subList(1, path.size()));
    }
    return Source.Named.of(name);
  }

  /** The annotation value that names the source, or that names the elements of an entry's parameter, or the element itself. */
  static SourceOrigin sourceOrigin(Element element) {
    return Annotated.find(element, Each.class)
        .or(() -> Annotated.find(element, All.class))
        .or(() -> Annotated.find(element, From.class))
        .or(() -> Annotated.find(element, Elements.class))
        .map(a -> a.origin("value"))
        .orElseGet(() -> SourceOrigin.of(element));
  }
}
