package dev.headrace.processor.read;

import dev.headrace.All;
import dev.headrace.From;
import dev.headrace.Outputs;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Mark;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The methods of a pipeline that users call. */
final class EntryReader {
  private final TypeReader reader;
  private final MethodSignatures signatures;
  private final ParameterReader parameters;
  private final Types types;
  private final Elements elements;

  EntryReader(TypeReader reader, MethodSignatures signatures, Types types, Elements elements) {
    this.reader = reader;
    this.signatures = signatures;
    this.parameters = new ParameterReader(reader, signatures);
    this.types = types;
    this.elements = elements;
  }

  /** {@code member}: its types in the pipeline, which may have inherited it from a generic interface. */
  Entry read(ExecutableElement method, ExecutableType member) {
    TypeMirror declared = member.getReturnType();
    boolean future = declared instanceof DeclaredType d
        && ((TypeElement) d.asElement())
            .getQualifiedName()
            .contentEquals("java.util.concurrent.CompletableFuture")
        && d.getTypeArguments().size() == 1;
    TypeMirror result = future ? ((DeclaredType) declared).getTypeArguments().get(0) : declared;
    Nullness nulls = signatures.nullness(method).or(Nullness.of(method, declared));
    String name = method.getSimpleName().toString();
    return new Entry(
        name,
        IntStream.range(0, method.getParameters().size())
            .mapToObj(i -> parameters.read(
                method.getParameters().get(i), member.getParameterTypes().get(i)))
            .toList(),
        reader.read(result),
        nulls.at(0) || future && nulls.at(1),
        nulls.at(future ? 2 : 1),
        future,
        !method.getTypeParameters().isEmpty(),
        method.isVarArgs(),
        method.getThrownTypes().stream()
            .filter(this::isChecked)
            .map(reader::read)
            .toList(),
        ParameterReader.source(method, name),
        isAsking(method) ? Optional.empty() : outputs(name, result),
        Annotated.marks(method),
        doc(method),
        ParameterReader.sourceOrigin(method),
        SourceOrigin.of(method));
  }

  /** Whether the entry itself says which value it returns: then that is the record. */
  private static boolean isAsking(ExecutableElement entry) {
    return Annotated.find(entry, All.class)
        .or(() -> Annotated.find(entry, From.class))
        .isPresent();
  }

  private boolean isChecked(TypeMirror thrown) {
    return !types.isAssignable(
            thrown, elements.getTypeElement("java.lang.RuntimeException").asType())
        && !types.isAssignable(
            thrown, elements.getTypeElement("java.lang.Error").asType());
  }

  private Optional<dev.headrace.processor.model.Outputs> outputs(String entry, TypeMirror result) {
    if (!(result instanceof DeclaredType type)
        || !(type.asElement() instanceof TypeElement element)
        || Annotated.find(element, Outputs.class).isEmpty()) {
      return Optional.empty();
    }
    boolean isRecord = element.getKind() == ElementKind.RECORD;
    String value = entry + "Outputs";
    Node maker = new Node(
        value,
        Node.CONSTRUCTOR,
        (JavaType.Declared) reader.read(types.erasure(type)),
        new Node.Modifiers(
            true, false, false, false, false, false, false, false, CompilerTypes.access(element)),
        Optional.empty(),
        Node.Attempts.once(SourceOrigin.of(element)),
        Optional.empty(),
        isRecord
            ? element.getRecordComponents().stream()
                .map(c -> component(type, c))
                .toList()
            : List.of(),
        reader.read(result),
        false,
        false,
        Optional.empty(),
        List.of(),
        doc(element),
        SourceOrigin.of(element),
        SourceOrigin.of(element),
        SourceOrigin.of(element));
    return Optional.of(
        new dev.headrace.processor.model.Outputs(new Step(value, entry, List.of(maker)), isRecord));
  }

  private Parameter component(DeclaredType record, RecordComponentElement component) {
    TypeMirror type =
        ((ExecutableType) types.asMemberOf(record, component.getAccessor())).getReturnType();
    Nullness nulls = signatures.nullness(component.getAccessor()).or(Nullness.of(component, type));
    String name = component.getSimpleName().toString();
    return new Parameter(
        name,
        ParameterReader.sized(component, reader.read(type), false),
        nulls.at(0),
        false,
        nulls.at(1),
        false,
        ParameterReader.source(component, name),
        Optional.empty(),
        Annotated.marks(component).stream()
            .map(m -> new Mark(m.name(), SourceOrigin.of(component)))
            .toList(),
        SourceOrigin.of(component),
        SourceOrigin.of(component));
  }

  private String doc(Element element) {
    String doc = elements.getDocComment(element);
    return doc == null ? "" : doc.strip();
  }
}
