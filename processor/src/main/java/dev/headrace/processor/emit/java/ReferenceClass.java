package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The row-by-row reference: one call at a time, one element at a time, every batch of one; nested loops over nested lists,
 * with nothing of the runtime's flattening. What the other programs are compared with in tests.
 */
final class ReferenceClass {
  private final PipelineNames names;
  private final Plan plan;

  ReferenceClass(PipelineNames names, Plan plan) {
    this.names = names;
    this.plan = plan;
  }

  TypeSpec emit() {
    TypeSpec.Builder type = TypeSpec.classBuilder(names.reference())
        .addModifiers(Modifier.FINAL)
        .addAnnotation(ExecutorClass.generated())
        .addJavadoc(
            "Runs {@link $T} row by row: what every other form of it must give, too. Not thread-safe.\n",
            names.pipeline());
    if (plan.graph().isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc(
            "Takes the inputs, null where none is needed, and one instance of each resource.\n");
    plan.graph().inputs().forEach(i -> field(type, constructor, i.type(), i.name()));
    Resources.direct(plan).forEach(r -> field(type, constructor, r.type(), r.slot()));
    type.addMethod(constructor.build());
    Set<String> bound = new LinkedHashSet<>();
    for (Flow flow : plan.flows()) {
      if (flow.values().values().stream().anyMatch(this::isKept)) {
        addBinding(type, flow, bound);
      }
      type.addMethod(entry(flow));
    }
    return type.build();
  }

  private static NestedLoops loops(Flow flow) {
    return new NestedLoops(
        flow.values(),
        flow.axes(),
        List.of(),
        id -> CodeBlock.of("$N", id),
        (step, at) -> SingleCall.of(step, at, r -> CodeBlock.of("this.$N", r.slot())));
  }

  private boolean isKept(Value value) {
    return value.bound() && !(value instanceof Value.BoundInput);
  }

  private static void field(
      TypeSpec.Builder type, MethodSpec.Builder constructor, JavaType given, String name) {
    TypeName fieldType = TypeNames.boxed(given);
    type.addField(
        FieldSpec.builder(fieldType, name, Modifier.PRIVATE, Modifier.FINAL).build());
    constructor
        .addParameter(fieldType, name)
        .addStatement("this.$N = $L", name, TypeNames.present(given, CodeBlock.of("$N", name)));
  }

  private void addBinding(TypeSpec.Builder type, Flow flow, Set<String> declared) {
    String done = flow.entry().name() + "IsBound";
    type.addField(boolean.class, done, Modifier.PRIVATE);
    MethodSpec.Builder method = MethodSpec.methodBuilder(binding(flow))
        .addModifiers(Modifier.PRIVATE)
        .addException(Exception.class)
        .beginControlFlow("if ($N)", done)
        .addStatement("return")
        .endControlFlow();
    NestedLoops loops = loops(flow);
    for (Value v : flow.values().values()) {
      if (isKept(v)) {
        if (declared.add(v.id())) {
          type.addField(NestedLoops.type(v, 0), v.id(), Modifier.PRIVATE);
        }
        method.addCode(loops.assignField(v));
      }
    }
    type.addMethod(method.addStatement("$N = true", done).build());
  }

  private static String binding(Flow flow) {
    return "bind" + PipelineNames.capital(flow.entry().name());
  }

  private MethodSpec entry(Flow flow) {
    Entry entry = flow.entry();
    MethodSpec.Builder method = MethodSpec.methodBuilder(entry.name())
        .addModifiers(Modifier.PUBLIC)
        .addException(Exception.class)
        .returns(TypeNames.boxed(entry.result()));
    for (Parameter p : entry.parameters()) {
      method.addParameter(TypeNames.boxed(p.type()), p.name());
      if (p.type().isOptional()) {
        method.addStatement(
            "$N = $L", p.name(), TypeNames.present(p.type(), CodeBlock.of("$N", p.name())));
      }
    }
    if (flow.values().values().stream().anyMatch(this::isKept)) {
      method.addStatement("$N()", binding(flow));
    }
    NestedLoops loops = loops(flow);
    for (Value v : flow.values().values()) {
      if (!v.bound() && !(v instanceof Value.Argument)) {
        method.addCode(loops.declare(v));
      }
    }
    CodeBlock result = CodeBlock.of("$N", flow.result().orElseThrow());
    if (!entry.nullable()) {
      method
          .beginControlFlow("if ($L == null)", result)
          .addStatement(
              "throw new $T($S, 0)", TypeNames.runtime("NullResultException"), entry.name())
          .endControlFlow();
    }
    return method.addStatement("return $L", result).build();
  }
}
