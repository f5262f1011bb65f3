package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.List;
import java.util.Set;

/** The statements of each kernel in a stage's switch. */
record KernelCode(Stage stage, StageNames local, Set<String> columns)
    implements Kernel.Visitor<CodeBlock> {

  @Override
  public CodeBlock open(Kernel.Open kernel) {
    Axis axis = kernel.axis();
    List<String> parent = stage.within(axis.parent());
    CodeBlock lists = spread(axis.list(), parent);
    return statement(
        "$N = open($S, $L, $L)", local.axis(axis.id()), axis.name(), local.axisOf(parent), lists);
  }

  @Override
  public CodeBlock elements(Kernel.Elements kernel) {
    Value.Element value = kernel.value();
    CodeBlock axis = local.axisOf(stage.path(value.id()));
    CodeBlock lists = spread(value.list(), stage.within(stage.axis(value.axis()).parent()));
    CodeBlock.Builder code = CodeBlock.builder();
    if (value.lockstep()) {
      code.addStatement("lockstep($L, $S, $L)", axis, value.list(), lists);
    }
    CodeBlock elements = CodeBlock.of("elements($L, $L)", axis, lists);
    return code.addStatement("$N = $L", local.column(value.id()), present(value, elements))
        .addStatement("describe($S, $L, $N)", value.id(), axis, local.column(value.id()))
        .build();
  }

  @Override
  public CodeBlock unnest(Kernel.Unnest kernel) {
    CodeBlock column = CodeBlock.of(
        "$T.constant($L, rows().size())",
        TypeNames.runtime("Lists"),
        local.constant(kernel.value()));
    for (String axis : stage.path(kernel.value())) {
      column = CodeBlock.of("elements($N, $L)", local.axis(axis), column);
    }
    return statement("$N = $L", local.column(kernel.value()), column);
  }

  @Override
  public CodeBlock collect(Kernel.Collect kernel) {
    Value.Collected value = kernel.value();
    CodeBlock axes = value.axes().size() == 1
        ? CodeBlock.of("$N", local.axis(value.axes().get(0)))
        : CodeBlock.of(
            "$N, $N",
            local.axis(value.axes().get(0)),
            local.axis(value.axes().get(value.axes().size() - 1)));
    return statement(
        "$N = $L($L, $N)",
        local.column(value.id()),
        value.optional() ? "gatherOptional" : "gather",
        axes,
        local.column(value.of()));
  }

  @Override
  public CodeBlock batch(Kernel.Batch kernel) {
    Value.Computed value = kernel.value();
    List<String> path = stage.path(value.id());
    CodeBlock.Builder code = CodeBlock.builder();
    boolean optional = value.type().isOptional();
    code.add(
        "$[$N = $Lbatch($N.$N, $L, $L",
        local.column(value.id()),
        optional ? "present(" : "",
        local.bound(),
        PipelineNames.step(value.id()),
        StageNames.pool(value, local.bound()),
        local.axisOf(path));
    for (String operand : Operands.of(kernel.form())) {
      code.add(",$W$L", spread(operand, path));
    }
    return code.add(optional ? "));\n$]" : ");\n$]").build();
  }

  /** The operand's column as one over the elements of the path. */
  private CodeBlock spread(String id, List<String> path) {
    List<String> own = stage.path(id);
    if (stage.isConstant(id)) {
      return CodeBlock.of(
          "$T.constant($L, $L.size())",
          TypeNames.runtime("Lists"),
          local.constant(id),
          local.axisOf(path));
    }
    return own.equals(path)
        ? CodeBlock.of("$N", local.column(id))
        : CodeBlock.of(
            "spread($L, $L, $N)", local.axisOf(path), local.axisOf(own), local.column(id));
  }

  /** A column in which no {@code Optional} is null. */
  private static CodeBlock present(Value value, CodeBlock column) {
    return value.type().isOptional() ? CodeBlock.of("present($L)", column) : column;
  }

  @Override
  public CodeBlock loop(Kernel.Loop kernel) {
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock axis = local.axisOf(kernel.path());
    kernel.values().stream()
        .filter(v -> columns.contains(v.id()))
        .forEach(v -> code.addStatement("$N = column($L)", local.column(v.id()), axis));
    return code.addStatement("each($L, this::$N)", axis, LoopMethod.name(kernel))
        .build();
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }
}
