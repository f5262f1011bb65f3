package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** An executor without a pipeline: it has the members that code may name, and each of them throws. */
record StubClass(PipelineNames names, Graph graph) {

  TypeSpec emit() {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.executor())
        .addAnnotation(ExecutorClass.generated())
        .addModifiers(Modifier.ABSTRACT)
        .addSuperinterface(AutoCloseable.class)
        .addJavadoc(
            "{@link $T} has mistakes: see what the compiler says of it.\n", names.pipeline());
    if (!graph.isHidden(graph.type()) && !graph.isSealed()) {
      type.addSuperinterface(names.pipeline());
    }
    if (graph.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    type.addMethod(
        failing("builder", names.builder()).addModifiers(Modifier.STATIC).build());
    type.addMethod(failing("warmUp", TypeName.VOID).build());
    type.addMethod(failing("close", TypeName.VOID).addAnnotation(Override.class).build());
    Set<String> streamed = new HashSet<>(); // two entries of one name are one of the mistakes
    Set<List<Object>> awaited = new HashSet<>();
    for (Entry e : graph.entries().stream().filter(e -> !unknown(e)).toList()) {
      if (streamed.add(e.name())) {
        streams(type, e);
      }
      if (!e.future() && awaited.add(List.of(e.name(), e.parameterTypes()))) {
        async(type, e);
      }
    }
    return type.addType(builder()).build();
  }

  private static void async(TypeSpec.Builder type, Entry e) {
    MethodSpec.Builder async = failing(
        e.name() + "Async",
        TypeNames.generic(ClassName.get(CompletableFuture.class), TypeNames.boxed(e.result())));
    e.parameters().forEach(p -> async.addParameter(TypeNames.of(p.type()), p.name()));
    type.addMethod(async.build());
  }

  private void streams(TypeSpec.Builder type, Entry e) {
    if (e.parameters().isEmpty()) {
      return;
    }
    TypeName call = TypeNames.boxed(e.parameters().get(0).type());
    if (e.parameters().size() > 1) {
      String name = PipelineNames.capital(e.name()) + "Call";
      MethodSpec.Builder components = MethodSpec.constructorBuilder();
      e.parameters().forEach(p -> components.addParameter(TypeNames.of(p.type()), p.name()));
      type.addType(TypeSpec.recordBuilder(name)
          .addModifiers(Modifier.PUBLIC)
          .recordConstructor(components.build())
          .build());
      call = names.executor().nestedClass(name);
    }
    TypeName calls = stream(WildcardTypeName.subtypeOf(call));
    TypeName result = TypeNames.boxed(e.result());
    type.addMethod(
        failing(e.name() + "All", stream(result)).addParameter(calls, "calls").build());
    type.addMethod(failing(
            e.name() + "Outcomes", stream(TypeNames.generic(TypeNames.runtime("Outcome"), result)))
        .addParameter(calls, "calls")
        .build());
    TypeName answer = TypeNames.generic(TypeNames.runtime("Answer"), call, result);
    type.addMethod(failing(e.name() + "Unordered", stream(answer))
        .addParameter(calls, "calls")
        .build());
  }

  private static TypeName stream(TypeName element) {
    return TypeNames.generic(ClassName.get(Stream.class), element);
  }

  private boolean unknown(Entry entry) {
    return entry.generic()
        || isUnknown(entry.result())
        || entry.parameters().stream().anyMatch(p -> isUnknown(p.type()));
  }

  /** Whether it cannot be named here. */
  private boolean isUnknown(JavaType type) {
    return type.isOpen()
        || type.isUnresolved()
        || type.isVoid()
        || type.parts().stream()
            .anyMatch(t -> t instanceof JavaType.Declared d && graph.isHidden(d));
  }

  private TypeSpec builder() {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.builder())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addMethod(failing("build", names.executor()).build());
    if (BuilderClass.isFree(BuilderClass.STREAMING, graph)) {
      type.addMethod(failing(BuilderClass.STREAMING, names.builder())
          .addParameter(int.class, "chunkRows")
          .addParameter(int.class, "chunksInFlight")
          .build());
    }
    if (BuilderClass.isFree(BuilderClass.MAX_CALLS, graph)) {
      type.addMethod(failing(BuilderClass.MAX_CALLS, names.builder())
          .addParameter(int.class, "most")
          .addParameter(TypeNames.runtime("WhenFull"), "whenFull")
          .build());
    }
    graph.inputs().stream()
        .filter(i -> !isUnknown(i.type()))
        .forEach((Input i) -> type.addMethod(failing(i.name(), names.builder())
            .addParameter(TypeNames.of(i.type()), i.name())
            .build()));
    graph.steps().stream()
        .filter(s -> s.batch().isPresent())
        .forEach(s -> type.addMethod(failing(s.value() + "MaxBatchSize", names.builder())
            .addParameter(int.class, "size")
            .build()));
    Set<String> slots = new HashSet<>();
    for (Resource r : graph.resources()) {
      if (isUnknown(r.type()) || !slots.add(r.slot())) {
        continue;
      }
      type.addMethod(failing(r.slot() + "MaxConcurrency", names.builder())
          .addParameter(int.class, "instances")
          .build());
      type.addMethod(failing(r.slot(), names.builder())
          .addParameter(
              TypeNames.generic(
                  ClassName.get(Supplier.class),
                  WildcardTypeName.subtypeOf(TypeNames.of(r.type()))),
              "factory")
          .build());
      MethodSpec.Builder configured = failing(r.slot(), names.builder());
      var asked = Resources.asked(graph, r);
      if (!asked.isEmpty() && asked.stream().noneMatch(s -> isUnknown(s.type()))) {
        asked.forEach(s -> configured.addParameter(TypeNames.of(s.type()), s.name()));
        type.addMethod(configured.build());
      }
    }
    return type.build();
  }

  private static MethodSpec.Builder failing(String name, TypeName result) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(result)
        .addStatement("throw new $T($S)", IllegalStateException.class, "the pipeline has mistakes");
  }
}
