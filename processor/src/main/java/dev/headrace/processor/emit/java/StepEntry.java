package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** An entry that is one batch step on a resource, given its only argument: its calls need no chunk. */
record StepEntry(PipelineNames names, Entry entry, Stage stage, Value.Computed value) {

  static Optional<StepEntry> of(PipelineNames names, Plan plan, Entry entry) {
    Stage stage = plan.callStage(entry.name());
    List<Kernel> kernels = stage.waves().stream().flatMap(List::stream).toList();
    if (entry.parameters().size() != 1
        || kernels.size() != 1
        || !(kernels.get(0) instanceof Kernel.Batch batch)) {
      return Optional.empty();
    }
    Value.Computed value = batch.value();
    String argument = stage.inputs().get(0);
    boolean direct = Operands.of(batch.form()).equals(List.of(argument))
        && stage.path(value.id()).isEmpty()
        && stage.outputs().get(0).equals(value.id())
        && !value.resources().isEmpty()
        && !value.type().isOptional()
        && !stage.value(argument).type().isOptional()
        && TypeNames.boxed(value.type()).equals(TypeNames.boxed(entry.result()));
    return direct ? Optional.of(new StepEntry(names, entry, stage, value)) : Optional.empty();
  }

  String field() {
    return entry.name() + "Calls";
  }

  FieldSpec declaration() {
    TypeName type = TypeNames.generic(
        TypeNames.runtime("StepCalls"),
        TypeNames.boxed(entry.parameters().get(0).type()),
        PipelineNames.instance(value.resources()),
        TypeNames.boxed(entry.result()));
    return FieldSpec.builder(type, field(), Modifier.PRIVATE, Modifier.FINAL).build();
  }

  /** What the executor's constructor sets the field to. */
  CodeBlock initializer() {
    return CodeBlock.of(
        "calls.ofStep(bound.$N, $L, argument ->$Wnew $T(bound,$W$T.column(argument)))",
        PipelineNames.step(value.id()),
        StageNames.pool(value, "bound"),
        names.stage(stage),
        TypeNames.runtime("Calls"));
  }
}
