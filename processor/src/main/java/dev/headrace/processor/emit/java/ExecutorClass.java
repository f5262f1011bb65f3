package dev.headrace.processor.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Use;
import dev.headrace.processor.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The class that users call: the pipeline, with batches. */
final class ExecutorClass {
  private final PipelineNames names;
  private final Plan plan;
  private final Map<String, StepEntry> steps = new LinkedHashMap<>(); // by the entry's name
  private final TypeSpec.Builder type;

  ExecutorClass(PipelineNames names, Plan plan) {
    this.names = names;
    this.plan = plan;
    this.type = TypeSpec.classBuilder(names.executor())
        .addModifiers(Modifier.FINAL)
        .addSuperinterface(names.pipeline())
        .addSuperinterface(AutoCloseable.class)
        .addAnnotation(generated())
        .addJavadoc(
            "Runs {@link $T} in full batches on this machine. Thread-safe; elements of different calls share batches.\n"
                + "Instances of resources and bound values are built at first need, or by {@link #warmUp()}, and closed by\n"
                + "{@link #close()}.\n",
            names.pipeline());
    if (plan.graph().isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    for (Entry entry : plan.graph().entries()) {
      StepEntry.of(names, plan, entry).ifPresent(s -> steps.put(entry.name(), s));
    }
  }

  static AnnotationSpec generated() {
    return AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
        .addMember("value", "$S", "dev.headrace.processor.PipelineProcessor")
        .build();
  }

  TypeSpec emit() {
    type.addField(names.bound(), "bound", Modifier.FINAL);
    type.addField(TypeNames.runtime("Calls"), "calls", Modifier.PRIVATE, Modifier.FINAL);
    steps.values().forEach(s -> type.addField(s.declaration()));
    type.addMethod(constructor());
    type.addMethod(MethodSpec.methodBuilder("builder")
        .addJavadoc("Starts to configure an executor.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.builder())
        .addStatement("return new $T()", names.builder())
        .build());
    for (Entry entry : plan.graph().entries()) {
      new EntryMethods(names, plan, entry, Optional.ofNullable(steps.get(entry.name())))
          .addTo(type);
    }
    plan.graph().inputs().forEach(this::input);
    plan.graph().uses().forEach(this::use);
    type.addMethod(MethodSpec.methodBuilder("warmUp")
        .addJavadoc(
            "Builds an instance of each resource, and every bound value whose inputs are bound.\n")
        .addModifiers(Modifier.PUBLIC)
        .addStatement("bound.warmUp()")
        .build());
    type.addMethod(MethodSpec.methodBuilder("close")
        .addJavadoc("Waits for the calls under way, then closes bound values and resources.\n")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addStatement("calls.close()")
        .addStatement("bound.close()")
        .build());
    return type.addType(new BuilderClass(names, plan).emit()).build();
  }

  private MethodSpec constructor() {
    CodeBlock.Builder inputs = CodeBlock.builder();
    for (Input i : plan.graph().inputs()) {
      ClassName input = TypeNames.runtime("InputValue");
      CodeBlock otherwise = i.hasDefault()
          ? CodeBlock.of("$T.byDefault($S, () -> $L)", input, i.name(), byDefault(i))
          : CodeBlock.of("$T.unbound($S)", input, i.name());
      inputs.add(",\nbuilder.$1N != null ? builder.$1N : $2L", i.name(), otherwise);
    }
    MethodSpec.Builder method = MethodSpec.constructorBuilder()
        .addParameter(names.builder(), "builder")
        .addStatement("bound = new $T(builder$L)", names.bound(), inputs.build())
        .addStatement(
            "calls = new $T($S, $L)",
            TypeNames.runtime("Calls"),
            names.pipeline().simpleName(),
            BuilderClass.bounds(plan.graph()));
    steps.values().forEach(s -> method.addStatement("$N = $L", s.field(), s.initializer()));
    return method.build();
  }

  /** The default that the interface gives; that of a used pipeline is known to its own executor. */
  private CodeBlock byDefault(Input input) {
    return input
        .from()
        .map(p -> CodeBlock.of(
            "{\n$>try ($1T used = $1T.builder().build()) {\n$>return used.$2N();\n$<}\n$<}",
            PipelineNames.of(p).executor(),
            input.name()))
        .orElseGet(() -> CodeBlock.of("$T.super.$N()", names.pipeline(), input.name()));
  }

  /** A step has to be there as a method of the interface, and is none to call. */
  private void use(Use use) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(use.name())
        .addJavadoc(
            "Not for calling: a step of the entries, by {@link $T}.\n",
            TypeNames.raw((JavaType.Declared) use.pipeline()))
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeNames.of(use.node().result()));
    use.node().parameters().forEach(p -> method.addParameter(TypeNames.of(p.type()), p.name()));
    type.addMethod(method
        .addStatement(
            "throw new $T($S)",
            UnsupportedOperationException.class,
            use.name() + " is a step, not an entry: declare an entry that asks for it")
        .build());
  }

  private void input(Input input) {
    NullMarks nulls = new NullMarks(plan.graph().nullMark());
    MethodSpec.Builder method = MethodSpec.methodBuilder(input.name())
        .addAnnotations(nulls.onDeclaration(input.nullable()));
    if (input.from().isEmpty()) {
      method.addAnnotation(Override.class);
    }
    type.addMethod(method
        .addModifiers(Modifier.PUBLIC)
        .returns(nulls.type(input))
        .addStatement("return bound.$N.get()", input.name())
        .build());
  }

  static List<TypeName> parameterTypes(Entry entry) {
    return entry.parameters().stream().map(p -> TypeNames.boxed(p.type())).toList();
  }
}
