package dev.headrace.processor.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.plan.Plan;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** All Java files of a pipeline. */
public final class JavaEmitter {
  /** The ends of the names of all classes that a pipeline may get. */
  public static final List<String> SUFFIXES =
      List.of("Executor", "Bound", "Stages", "Daft", "Reference");

  /** What the user was told of where it stands, like deprecated steps, and what is said of style. */
  private static final AnnotationSpec SUPPRESSED = AnnotationSpec.builder(SuppressWarnings.class)
      .addMember(
          "value", "{$S, $S, $S, $S, $S}", "all", "deprecation", "removal", "serial", "unchecked")
      .build();

  /** What generated code names of {@code java.lang}, whatever the types of the pipeline are. */
  private static final List<String> NAMED = List.of(
      "AutoCloseable",
      "Boolean",
      "Byte",
      "Character",
      "Double",
      "Exception",
      "Float",
      "IllegalStateException",
      "Integer",
      "Long",
      "Object",
      "Override",
      "Short",
      "String",
      "SuppressWarnings",
      "UnsupportedOperationException",
      "Void");

  private JavaEmitter() {}

  /** The executor and what it is made of; with the row-by-row reference when asked for. */
  public static void write(
      Plan plan, boolean reference, Filer filer, Elements elements, List<Element> origins)
      throws IOException {
    PipelineNames names = PipelineNames.of(plan.graph());
    List<TypeSpec> types = new ArrayList<>();
    types.add(new ExecutorClass(names, plan).emit());
    types.add(new BoundClass(names, plan).emit());
    types.add(StagesClass.emit(names, plan));
    types.add(new DaftClass(names, plan).emit());
    if (reference) {
      types.add(new ReferenceClass(names, plan).emit());
    }
    Set<String> hidden = new HashSet<>(hidden(plan.graph(), origins));
    hidden.addAll(taken(plan.graph(), elements));
    for (TypeSpec type : types) {
      write(file(names, type, origins, hidden), filer);
    }
  }

  /**
   * The names of nested classes whose outer class has the name of one in the pipeline: within the executor, which inherits
   * that, {@code Steps.Model} would be looked for there.
   */
  private static List<String> hidden(Graph graph, List<Element> origins) {
    Set<String> inherited = origins.stream()
        .filter(o -> o.getSimpleName().contentEquals(graph.type().name()))
        .flatMap(o -> ElementFilter.typesIn(o.getEnclosedElements()).stream())
        .map(t -> t.getSimpleName().toString())
        .collect(Collectors.toSet());
    return graph.classes().stream()
        .filter(c -> c.names().size() > 1 && inherited.contains(c.names().get(0)))
        .map(JavaType.Declared::name)
        .toList();
  }

  /** Names of {@code java.lang} that a class beside the pipeline has, too: there {@code String} would be the user's. */
  private static Set<String> taken(Graph graph, Elements elements) {
    String home = graph.type().packageName();
    TypeElement pipeline = elements.getTypeElement(graph.type().canonicalName());
    // to list a package, or to look in all modules, would take javac longer than all else here
    ModuleElement module = elements.getModuleOf(pipeline);
    return Stream.concat(
            NAMED.stream(),
            graph.classes().stream()
                .filter(c -> c.packageName().equals("java.lang"))
                .map(c -> c.names().get(0)))
        .filter(n -> elements.getTypeElement(module, home.isEmpty() ? n : home + "." + n) != null)
        .collect(Collectors.toSet());
  }

  private static JavaFile file(
      PipelineNames names, TypeSpec type, List<Element> origins, Set<String> qualified) {
    TypeSpec.Builder withOrigins =
        type.toBuilder().alwaysQualify(qualified.toArray(String[]::new)).addAnnotation(SUPPRESSED);
    origins.forEach(withOrigins::addOriginatingElement);
    // The executor inherits the pipeline's types: one named Outcome would be taken for the
    // runtime's.
    origins.stream()
        .filter(origin -> origin.getSimpleName().contentEquals(names.pipeline().simpleName()))
        .filter(TypeElement.class::isInstance)
        .forEach(pipeline -> withOrigins.avoidClashesWithNestedClasses((TypeElement) pipeline));
    return JavaFile.builder(names.pipeline().packageName(), withOrigins.build())
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  /** In one piece: the library would encode each word on its own. */
  private static void write(JavaFile file, Filer filer) throws IOException {
    TypeSpec type = file.typeSpec();
    String name =
        file.packageName().isEmpty() ? type.name() : file.packageName() + "." + type.name();
    Element[] origins = type.originatingElements().toArray(Element[]::new);
    try (Writer writer = filer.createSourceFile(name, origins).openWriter()) {
      writer.write(file.toString());
    }
  }

  /** What stands in for the executor of a pipeline with mistakes. */
  public static void writeStub(Graph graph, Filer filer, Elements elements, List<Element> origins)
      throws IOException {
    PipelineNames names = PipelineNames.of(graph);
    Set<String> taken = taken(graph, elements);
    write(file(names, new StubClass(names, graph).emit(), origins, taken), filer);
    // an editor keeps the files of an earlier run, which would not fit the stub
    for (ClassName part : List.of(names.bound(), names.stages(), names.daft())) {
      TypeSpec empty = TypeSpec.classBuilder(part)
          .addAnnotation(ExecutorClass.generated())
          .addModifiers(Modifier.FINAL)
          .addMethod(
              MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
          .build();
      write(file(names, empty, origins, taken), filer);
    }
  }
}
