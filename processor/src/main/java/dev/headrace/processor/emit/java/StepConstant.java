package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.resolve.Value;
import dev.headrace.processor.resolve.Value.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** How a step is called in batches: one constant per step, because batches are shared where it is the same object. */
record StepConstant(TypeSystem types, Kernel.Batch kernel) {

  private Value.Computed value() {
    return kernel.value();
  }

  TypeName type() {
    return TypeNames.generic(
        TypeNames.runtime("BatchStep"),
        PipelineNames.instance(value().resources()),
        TypeNames.boxed(value().type()));
  }

  FieldSpec emit() {
    ClassName step = TypeNames.runtime("BatchStep");
    CodeBlock.Builder code = CodeBlock.builder()
        .add(
            "$T$W.<$T, $T>named($S)",
            step,
            PipelineNames.instance(value().resources()),
            TypeNames.boxed(value().type()),
            value().step().label());
    kernel.many().ifPresent(f -> limits(f, f.node().batch().orElseThrow(), code));
    attempts(kernel.form().node().attempts(), code);
    positions(code, "nullable", nullable());
    shared(code);
    kernel.many().ifPresent(f -> code.add("\n    .calling($L)", lambda(f, "column")));
    kernel.one().ifPresent(f -> code.add("\n    .callingOne($L)", lambda(f, "only")));
    return FieldSpec.builder(
            type(), PipelineNames.constant(value().id()), Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", code.build())
        .build();
  }

  /** The values that no parameter needs: one value can be given to several. */
  private List<String> nullable() {
    List<String> values = new ArrayList<>(Operands.of(kernel.form()));
    values.removeAll(Operands.needed(kernel.form()));
    return values;
  }

  private void limits(Form form, Node.Batch limits, CodeBlock.Builder code) {
    code.add("\n    .maxBatchSize($L)", limits.maxBatchSize());
    if (limits.maxDelayMicros() > 0) {
      code.add("\n    .maxDelayMicros($LL)", limits.maxDelayMicros());
    }
    limits.cost().ifPresent(c -> code.add("\n    .cost($L)", cost(form, c)));
    if (limits.maxBatchCost() > 0) {
      code.add("\n    .maxBatchCost($LL)", limits.maxBatchCost());
    }
    if (limits.padded()) {
      code.add("\n    .padded(true)");
    }
    if (!limits.splitOnFailure()) {
      code.add("\n    .splitOnFailure(false)");
    }
  }

  private CodeBlock cost(Form form, Node.Cost cost) {
    List<String> positions = Operands.of(kernel.form());
    CodeBlock arguments = form.operands().stream()
        .filter(o -> o.value().isPresent())
        .map(o -> read(o, "element", "only", positions))
        .collect(CodeBlock.joining(",$W"));
    return CodeBlock.of(
        "element ->$W$T.$N($L)", TypeNames.raw(form.node().owner()), cost.method(), arguments);
  }

  private static void attempts(Node.Attempts attempts, CodeBlock.Builder code) {
    if (attempts.maxRetries() > 0) {
      code.add("\n    .maxRetries($L)", attempts.maxRetries());
    }
    if (!attempts.retryOn().isEmpty()) {
      code.add(
          "\n    .retryOn($T.of($L))",
          List.class,
          attempts.retryOn().stream()
              .map(t -> CodeBlock.of("$T.class", TypeNames.of(t)))
              .collect(CodeBlock.joining(", ")));
    }
    if (attempts.timeoutMillis() > 0) {
      code.add("\n    .timeoutMillis($LL)", attempts.timeoutMillis());
    }
  }

  private static CodeBlock read(
      Value.Operand o, String batch, String access, List<String> positions) {
    return CodeBlock.of(
        "$N.<$T>$L($L)",
        batch,
        // an Integer for a long: Java converts what is read, not the column
        TypeNames.boxed(o.type().isPrimitive() ? o.given() : o.type()),
        access,
        positions.indexOf(o.value().orElseThrow()));
  }

  private void shared(CodeBlock.Builder code) {
    List<String> byValue = new ArrayList<>();
    List<String> byIdentity = new ArrayList<>();
    kernel
        .many()
        .ifPresent(f -> f.operands().stream()
            .filter(o -> o.parameter().shared())
            .forEach(o -> (types.dataType(o.given()).isPresent() ? byValue : byIdentity)
                .add(o.value().orElseThrow())));
    positions(code, "shared", byValue);
    positions(code, "sharedByIdentity", byIdentity);
  }

  private void positions(CodeBlock.Builder code, String option, List<String> ids) {
    List<String> all = Operands.of(kernel.form());
    if (!ids.isEmpty()) {
      code.add(
          "\n    .$L($L)",
          option,
          ids.stream().map(id -> "" + all.indexOf(id)).collect(Collectors.joining(", ")));
    }
  }

  private CodeBlock lambda(Form form, String access) {
    NameAllocator names = new NameAllocator();
    List<Resource> resources = value().resources();
    String instance = names.newName(
        resources.size() == 1
            ? resources.get(0).slot()
            : resources.isEmpty() ? "none" : "instances");
    String batch = names.newName("batch");
    List<String> positions = Operands.of(kernel.form());
    CodeBlock call = Operands.call(
        types,
        form,
        o -> read(
            o,
            batch,
            o.parameter().shared() && access.equals("column") ? "shared" : access,
            positions),
        r -> resources.size() == 1
            ? CodeBlock.of("$N", instance)
            : CodeBlock.of(
                "$N.<$T>get($L)", instance, TypeNames.of(r.type()), resources.indexOf(r)));
    return CodeBlock.of("($N, $N) ->$W$L", instance, batch, call);
  }
}
