package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;

/** An executor without a pipeline: it has the members that code may name, and each of them throws. */
record StubClass(PipelineNames names, Graph graph) {

  TypeSpec emit() {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.executor())
        .addModifiers(Modifier.ABSTRACT)
        .addSuperinterface(names.pipeline())
        .addSuperinterface(AutoCloseable.class)
        .addJavadoc(
            "{@link $T} has mistakes: see what the compiler says of it.\n", names.pipeline());
    if (graph.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    type.addMethod(
        failing("builder", names.builder()).addModifiers(Modifier.STATIC).build());
    type.addMethod(failing("warmUp", TypeName.VOID).build());
    type.addMethod(failing("close", TypeName.VOID).addAnnotation(Override.class).build());
    graph.entries().stream().filter(e -> !e.future() && !unknown(e)).forEach(e -> {
      MethodSpec.Builder async = failing(
          e.name() + "Async",
          TypeNames.generic(ClassName.get(CompletableFuture.class), TypeNames.boxed(e.result())));
      e.parameters().forEach(p -> async.addParameter(TypeNames.of(p.type()), p.name()));
      type.addMethod(async.build());
    });
    return type.addType(builder()).build();
  }

  private static boolean unknown(Entry entry) {
    return entry.generic()
        || isUnknown(entry.result())
        || entry.parameters().stream().anyMatch(p -> isUnknown(p.type()));
  }

  private static boolean isUnknown(JavaType type) {
    return type.isOpen() || type.isUnresolved() || type.isVoid();
  }

  private TypeSpec builder() {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.builder())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addMethod(failing("build", names.executor()).build());
    graph.inputs().stream()
        .filter(i -> !isUnknown(i.type()))
        .forEach((Input i) -> type.addMethod(failing(i.name(), names.builder())
            .addParameter(TypeNames.of(i.type()), i.name())
            .build()));
    for (Resource r : graph.resources()) {
      if (isUnknown(r.type())) {
        continue;
      }
      type.addMethod(failing(r.slot(), names.builder())
          .addParameter(
              TypeNames.generic(ClassName.get(Supplier.class), TypeNames.of(r.type())), "factory")
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
