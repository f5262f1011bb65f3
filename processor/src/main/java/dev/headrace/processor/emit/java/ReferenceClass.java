package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.JavaType;
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
    plan.flows().forEach(flow -> type.addType(call(flow)));
    return type.build();
  }

  private NestedLoops loops(Flow flow) {
    return new NestedLoops(
        flow.values(),
        flow.axes(),
        List.of(),
        id -> CodeBlock.of("$N", id),
        (step, at) -> SingleCall.of(
            plan.graph().types(),
            step,
            at,
            r -> CodeBlock.of("$T.this.$N", names.reference(), r.slot())));
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
    NestedLoops loops = loops(flow);
    List<Value> values = flow.values().values().stream().filter(this::isKept).toList();
    Parts.each(values, (index, part, hasNext) -> {
      MethodSpec.Builder method = method(Parts.name(binding(flow), index));
      if (index == 0) {
        method.beginControlFlow("if ($N)", done).addStatement("return").endControlFlow();
      }
      for (Value v : part) {
        if (declared.add(v.id())) {
          type.addField(NestedLoops.type(v, 0), v.id(), Modifier.PRIVATE);
        }
        method.addCode(loops.assignField(v));
      }
      if (hasNext) {
        method.addStatement("$N()", Parts.name(binding(flow), index + 1));
      } else {
        method.addStatement("$N = true", done);
      }
      type.addMethod(method.build());
    });
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE)
        .addException(Exception.class);
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
    entry.parameters().forEach(p -> method.addParameter(TypeNames.boxed(p.type()), p.name()));
    if (flow.values().values().stream().anyMatch(this::isKept)) {
      method.addStatement("$N()", binding(flow));
    }
    return method
        .addStatement(
            "return new $N($L).run()",
            callName(flow),
            entry.parameters().stream()
                .map(p -> CodeBlock.of("$N", p.name()))
                .collect(CodeBlock.joining(", ")))
        .build();
  }

  private static String callName(Flow flow) {
    return PipelineNames.capital(flow.entry().name()) + "Call";
  }

  /** One call: its values are fields, so that no method is too long for Java, however many they are. */
  private TypeSpec call(Flow flow) {
    Entry entry = flow.entry();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(callName(flow)).addModifiers(Modifier.PRIVATE, Modifier.FINAL);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    entry.parameters().forEach(p -> field(type, constructor, p.type(), p.name()));
    type.addMethod(constructor.build());
    NestedLoops loops = loops(flow);
    List<Value> values = flow.values().values().stream()
        .filter(v -> !v.bound() && !(v instanceof Value.Argument))
        .toList();
    Parts.each(values, (index, part, hasNext) -> {
      MethodSpec.Builder method =
          method(Parts.name("run", index)).returns(TypeNames.boxed(entry.result()));
      for (Value v : part) {
        type.addField(NestedLoops.type(v, 0), v.id(), Modifier.PRIVATE);
        method.addCode(loops.assignField(v));
      }
      if (hasNext) {
        method.addStatement("return $N()", Parts.name("run", index + 1));
      } else {
        result(flow, method);
      }
      type.addMethod(method.build());
    });
    return type.build();
  }

  private static void result(Flow flow, MethodSpec.Builder method) {
    String result = flow.result().orElseThrow();
    if (!flow.entry().nullable()) {
      method
          .beginControlFlow("if ($N == null)", result)
          .addStatement(
              "throw new $T($S, 0)",
              TypeNames.runtime("NullResultException"),
              flow.entry().name())
          .endControlFlow();
    }
    method.addStatement("return $N", result);
  }
}
