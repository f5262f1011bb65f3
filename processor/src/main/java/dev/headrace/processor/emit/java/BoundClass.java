package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What calls share: inputs, pools of resources, how steps batch, and the kept bound values. */
final class BoundClass {
  private final PipelineNames names;
  private final Plan plan;
  private final TypeSpec.Builder type;
  private final MethodSpec.Builder constructor;
  private final String builder;
  private final CodeBlock.Builder closeFirst = CodeBlock.builder();
  private final List<String> pools =
      new ArrayList<>(); // the last opened first: a resource closes before its parts

  BoundClass(PipelineNames names, Plan plan) {
    this.names = names;
    this.plan = plan;
    this.type = TypeSpec.classBuilder(names.bound())
        .addModifiers(Modifier.FINAL)
        .addSuperinterface(AutoCloseable.class)
        .addAnnotation(ExecutorClass.generated())
        .addJavadoc(
            "What the calls of {@link $T} share; each value is computed at first need.\n",
            names.pipeline());
    boolean isTaken = plan.graph().resources().stream().anyMatch(r -> r.slot().equals("builder"));
    this.builder = isTaken ? "builder_" : "builder";
    this.constructor = MethodSpec.constructorBuilder().addParameter(names.builder(), builder);
  }

  TypeSpec emit() {
    plan.graph().inputs().forEach(this::input);
    StagesClass.steps(plan).forEach(this::step);
    Resources.used(plan).forEach(this::pool);
    StagesClass.steps(plan)
        .values()
        .forEach(s -> compositePool(s.kernel().value().id(), s.kernel().value().resources()));
    plan.kept().forEach(this::kept);
    type.addMethod(warmUp());
    return type.addMethod(constructor.build()).addMethod(closeMethod()).build();
  }

  private void field(TypeName fieldType, String name) {
    type.addField(FieldSpec.builder(fieldType, name, Modifier.FINAL).build());
  }

  private void input(Input input) {
    field(inputType(input), input.name());
    constructor.addParameter(inputType(input), input.name());
    constructor.addStatement("this.$1N = $1N", input.name());
  }

  static TypeName inputType(Input input) {
    return TypeNames.generic(TypeNames.runtime("InputValue"), TypeNames.boxed(input.type()));
  }

  private void step(String value, StepConstant step) {
    String name = PipelineNames.step(value);
    field(step.type(), name);
    CodeBlock constant = CodeBlock.of("$T.$N", names.stages(), PipelineNames.constant(value));
    if (step.kernel().many().isPresent()) {
      String limit = value + "MaxBatchSize";
      constructor.addStatement(
          "$1N = $4N.$2N == 0$W? $3L$W: $3L.withMaxBatchSize($4N.$2N)",
          name,
          limit,
          constant,
          builder);
    } else {
      constructor.addStatement("$N = $L", name, constant);
    }
  }

  private void pool(Resource resource) {
    TypeName pool =
        TypeNames.generic(TypeNames.runtime("ResourcePool"), TypeNames.of(resource.type()));
    field(pool, resource.slot());
    constructor.addStatement(
        "$N = $N.$N(this)", resource.slot(), builder, Resources.opener(resource));
    pools.add(0, resource.slot());
  }

  private void compositePool(String value, List<Resource> resources) {
    if (resources.size() > 1) {
      String name = value + "Pools";
      field(
          TypeNames.generic(TypeNames.runtime("ResourcePool"), TypeNames.runtime("Instances")),
          name);
      String pools = resources.stream().map(Resource::slot).collect(Collectors.joining(", "));
      constructor.addStatement("$N = $T.all($L)", name, TypeNames.runtime("ResourcePool"), pools);
      closeFirst.addStatement("$N.close()", name);
    }
  }

  private void kept(String id) {
    TypeName once = TypeNames.generic(TypeNames.runtime("Once"), keptType(plan, id));
    field(once, id);
    Stage stage = plan.boundStage(id);
    CodeBlock build = stage.root().isEmpty()
        ? CodeBlock.of("new $T(this).one()", names.stage(stage))
        : CodeBlock.of(
            "$Lnew $T(this, $L).column()", nullWithoutRows(stage), names.stage(stage), rows(stage));
    constructor.addStatement(
        "this.$1N = $2T.of($1S, () ->$W$3L)", id, TypeNames.runtime("Once"), build);
  }

  /** A null list has no elements, and nothing is kept for them. */
  private CodeBlock nullWithoutRows(Stage stage) {
    String rows = stage.root().get(0);
    boolean nullable = plan.graph().input(rows).filter(Input::nullable).isPresent();
    return nullable ? CodeBlock.of("this.$N.get() == null$W? null$W: ", rows) : CodeBlock.of("");
  }

  /** The columns of a stage over the rows of an input: the input itself, and what was kept for its rows before. */
  private static CodeBlock rows(Stage stage) {
    return stage.inputs().stream()
        .map(id -> stage.value(id) instanceof Value.Element e ? e.list() : id)
        .map(id -> CodeBlock.of("this.$N.get()", id))
        .collect(CodeBlock.joining(",$W"));
  }

  /** The type in which a bound value is kept: a list for each axis it lies on. */
  static TypeName keptType(Plan plan, String id) {
    TypeName type = TypeNames.boxed(plan.boundValue(id).type());
    for (int i = 0; i < plan.boundValue(id).path().size(); i++) {
      type = TypeNames.listOf(type);
    }
    return type;
  }

  /** Builds an instance of each resource, and computes every value that the inputs bound so far allow. */
  private MethodSpec warmUp() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("warmUp");
    Resources.used(plan).forEach(r -> method.addStatement("$N.warmUp()", r.slot()));
    Map<String, List<String>> byInputs = new LinkedHashMap<>();
    for (String id : plan.kept()) {
      String inputs = Resources.inputsOf(plan, id).stream()
          .map(i -> i + ".isBound()")
          .collect(Collectors.joining(" && "));
      byInputs.computeIfAbsent(inputs, k -> new ArrayList<>()).add(id);
    }
    byInputs.forEach((inputs, values) -> {
      if (!inputs.isEmpty()) {
        method.beginControlFlow("if ($L)", inputs);
      }
      values.forEach(id -> method.addStatement("$N.get()", id));
      if (!inputs.isEmpty()) {
        method.endControlFlow();
      }
    });
    return method.build();
  }

  private MethodSpec closeMethod() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("close")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
    List<String> kept = plan.kept(); // the last is closed first
    if (!kept.isEmpty()) {
      method.addStatement(
          "$T.closeAll($L)", ClassName.get(TypeNames.RUNTIME, "Once"), String.join(", ", kept));
    }
    method.addCode(closeFirst.build());
    pools.forEach(p -> method.addStatement("$N.close()", p));
    return method.build();
  }
}
