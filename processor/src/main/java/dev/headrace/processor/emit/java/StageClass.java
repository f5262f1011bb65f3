package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** One stage: a chunk whose fields are the columns and axes, with a method for each loop. */
final class StageClass {
  private final PipelineNames names;
  private final TypeSystem types;
  private final Stage stage;
  private final StageNames local;
  private final JavaType resultType;
  private final boolean nullable;
  private final Map<String, TypeName> columns;

  StageClass(PipelineNames names, Plan plan, Stage stage) {
    this.types = plan.graph().types();
    this.names = names;
    this.stage = stage;
    this.local = new StageNames(stage);
    var entry = plan.flows().stream()
        .map(Flow::entry)
        .filter(e -> !stage.bound() && e.name().equals(stage.name()))
        .findFirst();
    this.resultType =
        entry.map(e -> e.result()).orElseGet(() -> stage.value(output()).type());
    this.nullable = entry.map(e -> e.nullable()).orElse(true);
    this.columns = Columns.of(stage, output());
  }

  private String output() {
    return stage.outputs().get(0);
  }

  TypeSpec emit() {
    List<Axes.Opened> axes = Axes.of(stage);
    TypeSpec.Builder type = TypeSpec.classBuilder(names.stage(stage))
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .superclass(TypeNames.generic(TypeNames.runtime("Chunk"), resultElement()))
        .addJavadoc(javadoc())
        .addField(names.bound(), local.bound(), Modifier.PRIVATE, Modifier.FINAL);
    stage
        .inputs()
        .forEach(id -> type.addField(
            FieldSpec.builder(columnType(id), local.column(id), Modifier.PRIVATE, Modifier.FINAL)
                .build()));
    axes.forEach(
        a -> type.addField(TypeNames.runtime("Axis"), local.axis(a.id()), Modifier.PRIVATE));
    columns
        .keySet()
        .forEach(id -> type.addField(columns.get(id), local.column(id), Modifier.PRIVATE));
    type.addMethod(constructor());
    if (!stage.inputs().isEmpty()) {
      type.addMethod(describe());
    }
    if (!stage.bound()) {
      startsHere().ifPresent(type::addMethod);
    }
    type.addMethods(stages());
    stage.waves().stream()
        .flatMap(List::stream)
        .filter(Kernel.Loop.class::isInstance)
        .forEach(k -> type.addMethod(
            new LoopMethod(types, stage, local, (Kernel.Loop) k, columns.keySet()).emit()));
    return type.addMethod(results()).build();
  }

  private CodeBlock javadoc() {
    String steps = stage.steps().stream().map(Value::id).collect(Collectors.joining(", "));
    return stage.bound()
        ? CodeBlock.of("What all calls share: $L.\n", steps.isEmpty() ? output() : steps)
        : CodeBlock.of(
            "{@link $T#$L}, for many calls at once$L.\n",
            names.pipeline(),
            stage.name(),
            steps.isEmpty() ? "" : ": " + steps);
  }

  /** What one row's result is: for a bound value on axes of the row, nested lists. */
  private TypeName resultElement() {
    TypeName type = TypeNames.boxed(resultType);
    for (int i = 0; i < stage.path(output()).size(); i++) {
      type = TypeNames.listOf(type);
    }
    return type;
  }

  private TypeName columnType(String id) {
    return TypeNames.listOf(TypeNames.boxed(stage.value(id).type()));
  }

  private MethodSpec constructor() {
    MethodSpec.Builder method =
        MethodSpec.constructorBuilder().addParameter(names.bound(), local.bound());
    stage.inputs().forEach(id -> method.addParameter(columnType(id), local.column(id)));
    String rows = stage.inputs().isEmpty() ? "1" : local.column(stage.inputs().get(0)) + ".size()";
    method.addStatement("super($S, $L, $L)", stage.name(), nullable, rows);
    method.addStatement("this.$1N = $1N", local.bound());
    for (String id : stage.inputs()) {
      method.addStatement(
          stage.value(id).type().isOptional() ? "this.$1N = present($1N)" : "this.$1N = $1N",
          local.column(id));
    }
    return method.build();
  }

  /** The arguments of the calls; only asked for by a failure. */
  private MethodSpec describe() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("describeRows")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED);
    stage
        .inputs()
        .forEach(id -> method.addStatement("describe($S, rows(), $N)", id, local.column(id)));
    return method.build();
  }

  /** Present if all that the first stage does is to ask resources, for no more than the calls' arguments. */
  private Optional<MethodSpec> startsHere() {
    List<Kernel> first = stage.waves().isEmpty() ? List.of() : stage.waves().get(0);
    List<Kernel.Batch> asks = first.stream()
        .filter(Kernel.Batch.class::isInstance)
        .map(Kernel.Batch.class::cast)
        .filter(k -> stage.inputs().containsAll(Operands.of(k.form())))
        .filter(
            k -> k.many().flatMap(f -> f.node().batch()).flatMap(b -> b.cost()).isEmpty())
        .filter(k -> !k.value().resources().isEmpty())
        .toList();
    if (asks.isEmpty() || asks.size() < first.size()) {
      return Optional.empty();
    }
    CodeBlock pools = asks.stream()
        .map(k -> CodeBlock.of("$L.runsElsewhere()", StageNames.pool(k.value(), local.bound())))
        .distinct()
        .collect(CodeBlock.joining("$W&& "));
    return Optional.of(MethodSpec.methodBuilder("startsHere")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(boolean.class)
        .addStatement("return $L", pools)
        .build());
  }

  /** The switch over all waves, in parts that fit a method each; a wave that does not fit one has methods of its own. */
  private List<MethodSpec> stages() {
    List<MethodSpec> methods = new ArrayList<>();
    List<MethodSpec> helpers = new ArrayList<>();
    KernelCode code = new KernelCode(stage, local, columns.keySet());
    List<CodeBlock> cases = new ArrayList<>();
    for (int i = 0; i < stage.waves().size(); i++) {
      CodeBlock.Builder wave = CodeBlock.builder().add("case $L:\n$>", i);
      List<Kernel> kernels = stage.waves().get(i);
      String name = "wave" + i;
      Parts.each(kernels, (index, part, hasNext) -> {
        boolean inline = index == 0 && !hasNext;
        CodeBlock statements =
            part.stream().map(k -> k.accept(code)).collect(CodeBlock.joining(""));
        if (inline) {
          wave.add(statements);
        } else {
          String method = name + "Part" + (index + 1);
          wave.addStatement("$N()", method);
          helpers.add(MethodSpec.methodBuilder(method)
              .addModifiers(Modifier.PRIVATE)
              .addCode(statements)
              .build());
        }
      });
      cases.add(wave.addStatement("return true").add("$<").build());
    }
    Parts.each(cases, (index, part, hasNext) -> {
      MethodSpec.Builder method = MethodSpec.methodBuilder(Parts.name("stage", index))
          .addModifiers(index == 0 ? Modifier.PROTECTED : Modifier.PRIVATE)
          .returns(boolean.class)
          .addParameter(int.class, local.index());
      if (index == 0) {
        method.addAnnotation(Override.class);
      }
      method.beginControlFlow("switch ($N)", local.index());
      part.forEach(method::addCode);
      method.addCode("default:\n$>");
      if (hasNext) {
        method.addStatement("return $N($N)", Parts.name("stage", index + 1), local.index());
      } else {
        method.addStatement("return false");
      }
      methods.add(method.addCode("$<").endControlFlow().build());
    });
    methods.addAll(helpers);
    return methods;
  }

  private MethodSpec results() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("results")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(TypeNames.listOf(resultElement()));
    String id = output();
    CodeBlock result = stage.isConstant(id)
        ? CodeBlock.of(
            "$T.constant($L, rows().size())", TypeNames.runtime("Lists"), local.constant(id))
        : CodeBlock.of("$N", local.column(id));
    List<String> path = new ArrayList<>(stage.path(id));
    for (int i = path.size() - 1; i >= 0; i--) {
      result = CodeBlock.of("gather($N, $L)", local.axis(path.get(i)), result);
    }
    boolean same = TypeNames.boxed(stage.value(id).type()).equals(TypeNames.boxed(resultType));
    return method
        .addStatement(
            same ? "return $L" : "return $T.unmodifiableList($L)",
            same
                ? new Object[] {result}
                : new Object[] {ClassName.get(java.util.Collections.class), result})
        .build();
  }
}
