package dev.headrace.processor.read;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** The pipelines that a pipeline uses as steps. */
final class UseReader {
  private final TypeReader reader;
  private final NodeReader nodes;
  private final Types types;

  UseReader(TypeReader reader, NodeReader nodes, Types types) {
    this.reader = reader;
    this.nodes = nodes;
    this.types = types;
  }

  /** A pipeline that is being read, and the use that the reading has come to in it. */
  record Level(TypeElement pipeline, ExecutableElement use) {}

  /** Reads the graph of a used pipeline. */
  interface Reading {
    Graph read(TypeElement pipeline, List<String> rivals, List<Level> around);
  }

  /** The pipeline that the method uses, if it does. */
  static Optional<TypeElement> pipeline(ExecutableElement method) {
    return Annotated.find(method, dev.headrace.Use.class)
        .flatMap(a -> a.type("value"))
        .flatMap(UseReader::pipeline);
  }

  private static Optional<TypeElement> pipeline(TypeMirror type) {
    return type instanceof DeclaredType d
            && d.asElement() instanceof TypeElement element
            && GraphReader.isPipeline(element)
        ? Optional.of(element)
        : Optional.empty();
  }

  Use read(ExecutableElement method, TypeElement pipeline, List<Level> around, Reading reading) {
    Annotated annotation = Annotated.find(method, dev.headrace.Use.class).orElseThrow();
    Optional<TypeElement> used = pipeline(method);
    List<Level> levels = new ArrayList<>(around);
    levels.add(new Level(pipeline, method));
    List<Level> cycle = used.map(u -> cycle(levels, u)).orElse(List.of());
    List<String> names = new ArrayList<>(
        cycle.stream().map(l -> l.pipeline().getSimpleName().toString()).toList());
    if (!names.isEmpty()) {
      names.add(names.get(0));
    }
    return new Use(
        nodes.method(
            java.util.Objects.requireNonNull((TypeElement) method.getEnclosingElement()), method),
        annotation
            .type("value")
            .map(t -> reader.read(types.erasure(t)))
            .orElse(new JavaType.Unsupported("a class", true)),
        used.filter(u -> cycle.isEmpty()).map(u -> reading.read(u, List.of(), levels)),
        annotation.text("entry"),
        names,
        SourceOrigin.of(cycle.isEmpty() ? method : cycle.get(0).use()),
        annotation.origin("value"),
        annotation.origin("entry"));
  }

  /** The levels from the used pipeline on, if it is among them; the first by name comes first, wherever reading began. */
  private static List<Level> cycle(List<Level> levels, TypeElement used) {
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).pipeline().equals(used)) {
        List<Level> cycle = new ArrayList<>(levels.subList(i, levels.size()));
        Level first = cycle.stream()
            .min(Comparator.comparing(l -> l.pipeline().getQualifiedName().toString()))
            .orElseThrow();
        Collections.rotate(cycle, -cycle.indexOf(first));
        return cycle;
      }
    }
    return List.of();
  }
}
