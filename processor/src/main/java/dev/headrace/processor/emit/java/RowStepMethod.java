package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.RowStep;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** One step of the row-by-row program, for one element. */
final class RowStepMethod {
  private static final ClassName RESULT =
      ClassName.get("dev.headrace.runtime.arrow", "ArrowResult");
  private static final ClassName COLUMNS = ClassName.get("dev.headrace.runtime.daft", "Columns");
  private static final String SHARED = "executor.bound";
  private final PipelineNames names;
  private final Plan plan;
  private final Map<String, StepConstant> batched;
  private final Stage stage;
  private final RowStep step;
  private final CodecCode codecs;
  private final NestedLoops loops;
  private final String bound;
  private final String in;

  RowStepMethod(
      PipelineNames names,
      Plan plan,
      Map<String, StepConstant> batched,
      Stage stage,
      RowStep step,
      CodecCode codecs) {
    this.names = names;
    this.plan = plan;
    this.batched = batched;
    this.stage = stage;
    this.step = step;
    this.codecs = codecs;
    this.bound = free("bound");
    this.in = free("in");
    this.loops =
        new NestedLoops(stage.values(), stage.axes(), within(), this::variable, this::call);
  }

  /** A parameter's name that no value has. */
  private String free(String name) {
    return stage.values().containsKey(name) ? free(name + "_") : name;
  }

  private String name() {
    int dot = step.name().indexOf('.');
    return step.name().substring(0, dot)
        + PipelineNames.capital(step.value())
        + (step.isShared() ? "" : "Step");
  }

  /** The step as one expression in the switch over all steps; empty where it takes a method. */
  Optional<CodeBlock> expression() {
    if (!step.strict() || !(stage.value(step.value()) instanceof Value.Computed c)) {
      return Optional.empty();
    }
    if (runsInBatches(c)) {
      return Optional.of(inBatches(c, SHARED, id -> column(id, "in")));
    }
    CodeBlock call = Operands.call(
        plan.graph().types(),
        c.single().or(c::batch).orElseThrow(),
        o -> typed(o.value().orElseThrow(), "in"),
        r -> CodeBlock.of("$L.$N", SHARED, r.slot()));
    return Optional.of(CodeBlock.of("$L.one($L)", result(), TypeNames.present(c.type(), call)));
  }

  /** The call of the method, in the switch over all steps. */
  CodeBlock use() {
    return CodeBlock.of("$N($L, in)", name(), SHARED);
  }

  MethodSpec emit() {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(RESULT)
        .addException(Exception.class)
        .addParameter(names.bound(), bound)
        .addParameter(COLUMNS, in);
    method.addCode(body());
    return isOneBatch() && stage.value(step.value()) instanceof Value.Computed c
        ? method
            .addStatement("return $L", inBatches(c, bound, id -> object(id, variable(id))))
            .build()
        : method
            .addStatement("return $L.one($L)", result(), variable(step.value()))
            .build();
  }

  private CodeBlock inBatches(
      Value.Computed value, String shared, Function<String, CodeBlock> data) {
    return CodeBlock.of(
        "one($L, $L$L)", result(), pool(value, shared), arguments(operands(value), data));
  }

  /** The codec of what the step gives. */
  private CodeBlock result() {
    return codecs.of(Tables.row(plan, stage, step.value(), depth(step.value())));
  }

  private CodeBlock body() {
    CodeBlock.Builder code = CodeBlock.builder();
    List<String> given = new ArrayList<>(step.columns());
    given.forEach(id -> code.add(read(id)));
    Set<String> before = new LinkedHashSet<>();
    for (String kept : step.kept()) {
      code.add(
          "$T $N = opaque($N, $S, () -> {\n$>",
          TypeNames.boxed(stage.value(kept).type()),
          kept,
          in,
          kept);
      Set<String> made = closure(kept, before);
      step.once().stream().filter(made::contains).forEach(id -> code.add(read(id)));
      String built = loops.newName(kept + "Built");
      step.recipe().stream()
          .filter(id -> made.contains(id) && !before.contains(id) && !isColumnOfValues(id))
          .forEach(id -> code.add(loops.declare(stage.value(id), id.equals(kept) ? built : id)));
      code.addStatement("return $N", built).add("$<});\n");
      before.add(kept);
    }
    Set<String> direct = closure(step.value(), Set.copyOf(step.kept()));
    boolean inBatches = isOneBatch();
    step.recipe().stream()
        .filter(id ->
            direct.contains(id) && !step.kept().contains(id) && !stage.outside().contains(id))
        .filter(id -> !(inBatches && id.equals(step.value())) && !isColumnOfValues(id))
        .forEach(id -> code.add(loops.declare(stage.value(id))));
    return code.build();
  }

  /** Everything between the value and the columns, the columns included; not beyond what is listed. */
  private Set<String> closure(String id, Set<String> beyond) {
    Set<String> seen = new LinkedHashSet<>(List.of(id));
    List<String> open = new ArrayList<>(List.of(id));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      boolean isColumn = step.columns().contains(next) || step.once().contains(next);
      if (isColumn || stage.outside().contains(next) || beyond.contains(next)) {
        continue;
      }
      List<String> needs = new ArrayList<>(stage.value(next).needs());
      needs.addAll(stage.lists(next, step.path()));
      needs.addAll(stage.along(next));
      needs.stream().filter(stage.values()::containsKey).filter(seen::add).forEach(open::add);
    }
    return seen;
  }

  private CodeBlock read(String id) {
    return CodeBlock.builder()
        .addStatement("$T $N =$W$L", type(id), id, typed(id, in))
        .build();
  }

  private TypeName type(String id) {
    return NestedLoops.type(stage.value(id), stage.value(id).path().size() - depth(id));
  }

  private CodeBlock typed(String id, String columns) {
    return isText(data(id))
        ? column(id, columns)
        : CodeBlock.of("($T) $L", type(id), column(id, columns));
  }

  /** One value of a column; most are text, which reads better, and compiles faster, with a method of its own. */
  private CodeBlock column(String id, String columns) {
    DataType data = data(id);
    return isText(data)
        ? CodeBlock.of("$N.string($L, $S)", columns, position(id), id)
        : CodeBlock.of("$N.get($L, $S, $L)", columns, position(id), id, codecs.of(data));
  }

  private DataType data(String id) {
    return Tables.row(plan, stage, id, depth(id));
  }

  private static boolean isText(DataType data) {
    return data instanceof DataType.Scalar s && s.kind() == DataType.Kind.STRING;
  }

  private int position(String id) {
    int at = step.columns().indexOf(id);
    return at >= 0 ? at : step.columns().size() + step.once().indexOf(id);
  }

  /** On how many axes beyond the element of the step the value lies. */
  private int depth(String id) {
    return Tables.depth(stage.value(id).path(), within());
  }

  /** The axes of the element that the step runs for. */
  private List<String> within() {
    return Axis.path(stage.root(), step.path());
  }

  /** Whether the step is one call of a batch, and nothing around it. */
  private boolean isOneBatch() {
    return step.path().equals(stage.path(step.value()))
        && !stage.outside().contains(step.value())
        && stage.value(step.value()) instanceof Value.Computed c
        && runsInBatches(c);
  }

  /** Whether the value is a list that is at hand as the column of what is in it. */
  private boolean isColumnOfValues(String id) {
    return !step.columns().contains(id)
        && !step.once().contains(id)
        && !step.kept().contains(id)
        && !stage.outside().contains(id)
        && stage.value(id) instanceof Value.Collected c
        && c.isNested()
        && depth(c.of()) == depth(id) + 1;
  }

  private CodeBlock variable(String id) {
    if (isColumnOfValues(id)) {
      return variable(((Value.Collected) stage.value(id)).of());
    }
    boolean isColumn = step.columns().contains(id) || step.once().contains(id);
    return stage.outside().contains(id) && !isColumn
        ? StageNames.constant(stage, bound, id)
        : CodeBlock.of("$N", id);
  }

  private boolean runsInBatches(Value.Computed c) {
    return batched.containsKey(c.id());
  }

  /** As this stage names them: a step has the same operands everywhere, but not always under the same names. */
  private static List<String> operands(Value.Computed c) {
    return Operands.of(c.batch().or(c::single).orElseThrow());
  }

  /** The step in batches, and the pool of its resource. */
  private static CodeBlock pool(Value.Computed c, String shared) {
    return CodeBlock.of(
        "$L.$N, $L", shared, PipelineNames.step(c.id()), StageNames.pool(c, shared));
  }

  /** An array as one of several arguments, not as all of them. */
  private CodeBlock object(String id, CodeBlock data) {
    return stage.value(id).type() instanceof JavaType.ArrayOf
        ? CodeBlock.of("($T) $L", Object.class, data)
        : data;
  }

  private static CodeBlock arguments(List<String> ids, Function<String, CodeBlock> data) {
    return ids.stream()
        .map(id -> CodeBlock.of(",$W$L", data.apply(id)))
        .collect(CodeBlock.joining(""));
  }

  private CodeBlock call(Value.Computed c, Function<String, CodeBlock> at) {
    return runsInBatches(c)
        ? CodeBlock.of(
            "value($L$L)", pool(c, bound), arguments(operands(c), id -> object(id, at.apply(id))))
        : SingleCall.of(plan.graph().types(), c, at, r -> CodeBlock.of("$N.$N", bound, r.slot()));
  }
}
