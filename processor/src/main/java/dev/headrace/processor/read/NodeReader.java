package dev.headrace.processor.read;

import dev.headrace.BatchNode;
import dev.headrace.Elements;
import dev.headrace.Node;
import dev.headrace.StatefulResource;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Node.Attempts;
import dev.headrace.processor.model.Node.Batch;
import dev.headrace.processor.model.Node.Cost;
import dev.headrace.processor.model.Node.CostMethod;
import dev.headrace.processor.model.Node.Modifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The steps that a class declares. */
final class NodeReader {
  private final TypeReader types;
  private final MethodSignatures signatures;
  private final ParameterReader parameters;
  private final javax.lang.model.util.Elements elements;

  NodeReader(
      TypeReader types, MethodSignatures signatures, javax.lang.model.util.Elements elements) {
    this.signatures = signatures;
    this.types = types;
    this.parameters = new ParameterReader(types, signatures);
    this.elements = elements;
  }

  List<dev.headrace.processor.model.Node> read(TypeElement owner) {
    List<dev.headrace.processor.model.Node> nodes = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
      Annotated.find(method, Node.class)
          .ifPresent(a -> nodes.add(node(owner, method, a, Optional.empty())));
      Annotated.find(method, BatchNode.class)
          .ifPresent(a -> nodes.add(node(owner, method, a, Optional.of(batch(owner, a)))));
    }
    return nodes;
  }

  private Batch batch(TypeElement owner, Annotated a) {
    return new Batch(
        a.integer("maxBatchSize"),
        a.isWritten("maxBatchSize"),
        a.integer64("maxDelayMicros"),
        a.flag("splitOnFailure"),
        Optional.of(a.text("cost"))
            .filter(c -> !c.isEmpty())
            .map(c -> new Cost(c, costs(owner, c), others(owner), a.origin("cost"))),
        a.integer64("maxBatchCost"),
        a.flag("padded"),
        a.origin("maxBatchSize"),
        a.origin("maxDelayMicros"),
        a.origin("maxBatchCost"),
        a.origin("padded"));
  }

  private static List<String> others(TypeElement owner) {
    return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
        .filter(m -> m.getModifiers().contains(Modifier.STATIC)
            && m.getReturnType().getKind() == TypeKind.INT)
        .map(m -> m.getSimpleName().toString())
        .toList();
  }

  private List<CostMethod> costs(TypeElement owner, String name) {
    return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
        .filter(m -> m.getSimpleName().contentEquals(name))
        .map(m -> new CostMethod(
            m.getModifiers().contains(Modifier.STATIC),
            CompilerTypes.access(m),
            types.read(m.getReturnType()),
            m.getParameters().stream().map(p -> types.read(p.asType())).toList()))
        .toList();
  }

  private Attempts attempts(Annotated a) {
    return new Attempts(
        a.integer("maxRetries"),
        a.types("retryOn").stream().map(types::read).toList(),
        a.integer64("timeoutMillis"),
        a.origin("maxRetries"),
        a.origin("retryOn"),
        a.origin("timeoutMillis"));
  }

  private dev.headrace.processor.model.Node node(
      TypeElement owner, ExecutableElement method, Annotated annotation, Optional<Batch> batch) {
    String name = annotation.text("value");
    return name.isEmpty()
        ? node(
            owner,
            method,
            method.getSimpleName().toString(),
            SourceOrigin.of(method),
            batch,
            attempts(annotation))
        : node(owner, method, name, annotation.origin("value"), batch, attempts(annotation));
  }

  /** A method that gives the value of its own name. */
  dev.headrace.processor.model.Node method(TypeElement owner, ExecutableElement method) {
    String name = method.getSimpleName().toString();
    SourceOrigin origin = SourceOrigin.of(method);
    return node(owner, method, name, origin, Optional.empty(), Attempts.once(origin));
  }

  private dev.headrace.processor.model.Node node(
      TypeElement owner,
      ExecutableElement method,
      String value,
      SourceOrigin valueOrigin,
      Optional<Batch> batch,
      Attempts attempts) {
    TypeMirror result = method.getReturnType();
    Nullness nulls = signatures.nullness(method);
    int level = batch.isPresent() ? 1 : 0; // one value of a batch is an element of the list
    Optional<Annotated> opened = Annotated.find(method, Elements.class);
    String doc = elements.getDocComment(method);
    return new dev.headrace.processor.model.Node(
        value,
        method.getSimpleName().toString(),
        (JavaType.Declared) types.read(owner.asType()),
        modifiers(owner, method),
        batch,
        attempts,
        Optional.empty(),
        method.getParameters().stream()
            .map(p -> parameters.read(p, batch.isPresent()))
            .toList(),
        ParameterReader.sized(method, types.read(result), batch.isPresent()),
        nulls.at(level),
        nulls.at(level + 1),
        ParameterReader.elements(method),
        Annotated.marks(method),
        doc == null ? "" : doc.strip(),
        valueOrigin,
        opened.map(a -> a.origin("value")).orElseGet(() -> SourceOrigin.of(method)),
        SourceOrigin.of(method));
  }

  private Modifiers modifiers(TypeElement owner, ExecutableElement method) {
    return new Modifiers(
        method.getModifiers().contains(Modifier.STATIC),
        method.getModifiers().contains(Modifier.PRIVATE),
        method.getModifiers().contains(Modifier.ABSTRACT),
        !method.getTypeParameters().isEmpty(),
        method.isVarArgs(),
        !signatures.isSource(method),
        signatures.areMissing(method),
        Annotated.find(owner, StatefulResource.class).isPresent(),
        CompilerTypes.access(method));
  }
}
