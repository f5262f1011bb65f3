package dev.headrace.processor.emit.java;

import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The steps that run in batches, and a chunk class for each stage. */
final class StagesClass {
  private StagesClass() {}

  static TypeSpec emit(PipelineNames names, Plan plan) {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.stages())
        .addModifiers(Modifier.FINAL)
        .addAnnotation(ExecutorClass.generated())
        .addJavadoc(
            "The stages of {@link $T}: what runs over many rows at once.\n", names.pipeline());
    steps(plan).values().forEach(s -> type.addField(s.emit()));
    type.addMethod(com.palantir.javapoet.MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .build());
    stages(plan).forEach(s -> type.addType(new StageClass(names, plan, s).emit()));
    return type.build();
  }

  private static Stream<Stage> stages(Plan plan) {
    return Stream.concat(plan.boundStages().stream(), plan.callStages().stream());
  }

  /** The steps that any stage runs in batches, by the id of their value. */
  static Map<String, StepConstant> steps(Plan plan) {
    Map<String, StepConstant> steps = new LinkedHashMap<>();
    stages(plan).flatMap(s -> s.waves().stream()).flatMap(w -> w.stream()).forEach(k -> {
      if (k instanceof Kernel.Batch b) {
        steps.putIfAbsent(b.value().id(), new StepConstant(plan.graph().types(), b));
      }
    });
    return steps;
  }
}
