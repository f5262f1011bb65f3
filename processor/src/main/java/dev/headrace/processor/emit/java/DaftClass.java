package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The stages over Arrow columns, as the Daft programs call them. */
final class DaftClass {
  private static final String DAFT = "dev.headrace.runtime.daft";
  private static final ClassName RESULT =
      ClassName.get("dev.headrace.runtime.arrow", "ArrowResult");
  private final PipelineNames names;
  private final Plan plan;
  private final Records records;
  private final CodecCode codecs;

  DaftClass(PipelineNames names, Plan plan) {
    this.names = names;
    this.plan = plan;
    List<DataType> types = Tables.all(plan);
    this.records = new Records(types, classNames(plan.graph(), new Records(types)));
    this.codecs = new CodecCode(records);
  }

  /** A constant that has the name of a class would stand for it. */
  private static Set<String> classNames(Graph graph, Records records) {
    return Stream.concat(
            graph.classes().stream(), records.all().stream().map(DataType.Struct::java))
        .map(JavaType.Declared::name)
        .collect(Collectors.toSet());
  }

  TypeSpec emit() {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.daft())
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .superclass(TypeNames.generic(ClassName.get(DAFT, "DaftProgram"), names.executor()))
        .addAnnotation(ExecutorClass.generated())
        .addJavadoc(
            "The stages of {@link $T} over Arrow columns; called by the Daft programs beside it.\n",
            names.pipeline());
    records.all().forEach(s -> type.addField(codecs.constant(s)));
    type.addMethod(MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Called by the bridge.\n")
        .build());
    Map<String, CodeBlock> steps = new LinkedHashMap<>();
    Map<String, StepConstant> batched = StagesClass.steps(plan);
    List<MethodSpec> methods = new ArrayList<>();
    for (Stage stage : plan.daftStages()) {
      plan.rowProgram(stage).maps().stream().flatMap(m -> m.steps().stream()).forEach(step -> {
        if (!steps.containsKey(step.name())) {
          RowStepMethod method = new RowStepMethod(names, plan, batched, stage, step, codecs);
          Optional<CodeBlock> expression = method.expression();
          steps.put(step.name(), expression.orElseGet(method::use));
          if (expression.isEmpty()) {
            methods.add(method.emit());
          }
        }
      });
    }
    return type.addMethod(open()).addMethods(calls(steps)).addMethods(methods).build();
  }

  private MethodSpec open() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("open")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.executor())
        .addParameter(ClassName.get(DAFT, "Settings"), "settings")
        .addStatement("$T builder = $T.builder()", names.builder(), names.executor());
    Resources.used(plan).forEach(r -> configure(r, method));
    for (Input i : plan.graph().inputs()) {
      if (plan.isTable(i)) {
        method.addStatement(
            "settings.column($S, $L).ifPresent(builder::$N)",
            i.name(),
            codecs.of(Tables.element(plan, i)),
            i.name());
      } else if (i.nullable()) {
        method
            .beginControlFlow("if (settings.has($S))", i.name())
            .addStatement(
                "builder.$N(settings.value($S, $L).orElse(null))",
                i.name(),
                i.name(),
                codecs.of(Tables.type(plan, i.type())))
            .endControlFlow();
      } else {
        method.addStatement(
            "settings.value($S, $L).ifPresent(builder::$N)",
            i.name(),
            codecs.of(Tables.type(plan, i.type())),
            i.name());
      }
    }
    // not by build(): on a cluster only the workers of some stages have GPUs
    List<String> provided = plan.kept().stream().filter(plan.spread()::contains).toList();
    if (provided.isEmpty()) {
      return method.addStatement("return new $T(builder)", names.executor()).build();
    }
    method.addStatement("$1T executor = new $1T(builder)", names.executor());
    for (String kept : provided) {
      method.addStatement(
          "settings.column($S, $L)$W.ifPresent(executor.bound.$N::provide)",
          kept,
          codecs.of(Tables.result(plan, plan.boundStage(kept))),
          kept);
    }
    return method.addStatement("return executor").build();
  }

  private void configure(Resource resource, MethodSpec.Builder method) {
    method.addStatement(
        "settings.instances($S).ifPresent(builder::$N)",
        resource.slot(),
        resource.slot() + "MaxConcurrency");
    List<Setting> asked = Resources.asked(plan.graph(), resource);
    if (!asked.isEmpty()) {
      CodeBlock types = asked.stream()
          .map(s -> CodeBlock.of(", $L", codecs.of(Tables.type(plan, s.type()))))
          .collect(CodeBlock.joining(""));
      CodeBlock.Builder arguments = CodeBlock.builder();
      for (int i = 0; i < asked.size(); i++) {
        arguments.add(
            "$L($T) v[$L]", i == 0 ? "" : ", ", TypeNames.of(asked.get(i).type()), i);
      }
      method.addStatement(
          "settings.struct($S, $T.of($L)$L)$W.ifPresent(v -> builder.$N($L))",
          resource.slot(),
          List.class,
          asked.stream().map(s -> CodeBlock.of("$S", s.name())).collect(CodeBlock.joining(", ")),
          types,
          resource.slot(),
          arguments.build());
    }
  }

  /** The switch over all stages and steps, in parts that fit a method each. */
  private List<MethodSpec> calls(Map<String, CodeBlock> steps) {
    List<CodeBlock> cases = new ArrayList<>();
    for (Stage s : plan.daftStages()) {
      cases.add(CodeBlock.builder()
          .add("case $S:\n$>", Tables.call(s))
          .addStatement(
              "return $L(in, $L,$Wnew $T(executor.bound$L))",
              s.inputs().isEmpty() ? "writeAll" : "write",
              codecs.of(Tables.result(plan, s)),
              names.stage(s),
              reads(s))
          .add("$<")
          .build());
    }
    steps.forEach(
        (name, step) -> cases.add(CodeBlock.of("case $S:\n$>return $L;\n$<", name, step)));
    List<MethodSpec> methods = new ArrayList<>();
    Parts.each(cases, (index, part, hasNext) -> {
      MethodSpec.Builder method = MethodSpec.methodBuilder(Parts.name("call", index))
          .addModifiers(index == 0 ? Modifier.PROTECTED : Modifier.PRIVATE)
          .returns(RESULT)
          .addException(Exception.class)
          .addParameter(String.class, "stage")
          .addParameter(names.executor(), "executor")
          .addParameter(ClassName.get(DAFT, "Columns"), "in");
      if (index == 0) {
        method.addAnnotation(Override.class);
      }
      method.beginControlFlow("switch (stage)");
      part.forEach(method::addCode);
      method.addCode("default:\n$>");
      if (hasNext) {
        method.addStatement("return $N(stage, executor, in)", Parts.name("call", index + 1));
      } else {
        method.addStatement("throw unknown(stage)");
      }
      methods.add(method.addCode("$<").endControlFlow().build());
    });
    return methods;
  }

  private CodeBlock reads(Stage stage) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < stage.inputs().size(); i++) {
      code.add(
          ", in.read($L, $S, $L)",
          i,
          Tables.rowColumn(stage, stage.inputs().get(i)),
          codecs.of(Tables.type(plan, stage.value(stage.inputs().get(i)).type())));
    }
    return code.build();
  }
}
