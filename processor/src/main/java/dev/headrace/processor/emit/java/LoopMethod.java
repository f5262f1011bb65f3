package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The body of a fused loop: the steps of one element, one after the other. */
record LoopMethod(
    TypeSystem types, Stage stage, StageNames local, Kernel.Loop loop, Set<String> columns) {

  static String name(Kernel.Loop loop) {
    return "each"
        + PipelineNames.capital(loop.values().get(loop.values().size() - 1).id());
  }

  MethodSpec emit() {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name(loop))
        .addModifiers(Modifier.PRIVATE)
        .addException(Exception.class)
        .addParameter(int.class, local.index());
    reads()
        .forEach(id ->
            method.addStatement("$T $N = $L", type(stage.value(id)), local.column(id), read(id)));
    for (Value v : loop.values()) {
      if (v instanceof Value.Component c) {
        CodeBlock part =
            CodeBlock.of("$1N == null ? null : $1N.$2N()", local.column(c.of()), c.component());
        method.addStatement(
            "$T $N = $L", type(v), local.column(v.id()), TypeNames.present(v.type(), part));
      } else if (v instanceof Value.Computed c) {
        method.addCode(step(c));
      }
      if (columns.contains(v.id())) {
        String column = local.column(v.id());
        method.addCode("$L", "this." + column + ".set(" + local.index() + ", " + column + ");\n");
      }
    }
    return method.build();
  }

  /** What the steps take from outside the loop. */
  private Set<String> reads() {
    Set<String> made = loop.values().stream().map(Value::id).collect(Collectors.toSet());
    Set<String> reads = new LinkedHashSet<>();
    loop.values().forEach(v -> reads.addAll(needs(v)));
    reads.removeAll(made);
    return reads;
  }

  /** Of a step with two forms only what the single one takes. */
  private static List<String> needs(Value v) {
    return v instanceof Value.Computed c ? Operands.of(c.single().orElseThrow()) : v.needs();
  }

  private CodeBlock read(String id) {
    if (stage.isConstant(id)) {
      return local.constant(id);
    }
    List<String> own = stage.path(id);
    CodeBlock axis = local.axisOf(loop.path());
    CodeBlock index;
    if (own.equals(loop.path())) {
      index = CodeBlock.of("$N", local.index());
    } else if (own.isEmpty()) {
      index = CodeBlock.of("$L.row($N)", axis, local.index());
    } else {
      index = CodeBlock.of("$L.indexIn($L, $N)", axis, local.axisOf(own), local.index());
    }
    return CodeBlock.of("this.$N.get($L)", local.column(id), index);
  }

  /** The call of a step; null where an operand that it needs is. */
  private CodeBlock step(Value.Computed c) {
    Value.Form form = c.single().orElseThrow();
    CodeBlock call = Operands.call(
        types,
        form,
        o -> CodeBlock.of("$N", local.column(o.value().orElseThrow())),
        r -> CodeBlock.of("$N", r.slot()));
    CodeBlock made = TypeNames.present(c.type(), call);
    String name = local.column(c.id());
    String guard = Operands.needed(form).stream()
        .map(id -> local.column(id) + " != null")
        .collect(Collectors.joining(" && "));
    CodeBlock.Builder code = CodeBlock.builder();
    if (guard.isEmpty()) {
      return code.addStatement("at($S)", c.step().label())
          .addStatement("$T $N = $L", type(c), name, made)
          .build();
    }
    CodeBlock none = TypeNames.present(c.type(), CodeBlock.of("null"));
    // few and long parts: the library looks at each on its own, and there are as many as steps
    return code.add("$T $L = $L", type(c), name, none)
        .add("$L$S$L", ";\nif (" + guard + ") {\n  at(", c.step().label(), ");\n  " + name + " = ")
        .add("$>$L;\n$<}$L\n", made, otherwise(c, form))
        .build();
  }

  /** Of the record that a row gives, which component is missing. */
  private String otherwise(Value.Computed c, Value.Form form) {
    boolean isResult = !stage.bound() && c.id().equals(stage.outputs().get(0));
    if (!isResult || !form.node().isConstructor()) {
      return "";
    }
    Map<String, String> components = new LinkedHashMap<>(); // by what they are made of
    form.operands().stream()
        .filter(Value.Operand::needsValue)
        .forEach(o -> components.putIfAbsent(
            local.column(o.value().orElseThrow()), o.parameter().name()));
    List<String> names = List.copyOf(components.values());
    String last = "\"" + names.get(names.size() - 1) + "\"";
    return components.entrySet().stream()
        .limit(names.size() - 1L)
        .map(e -> e.getKey() + " == null ? \"" + e.getValue() + "\" : ")
        .collect(
            Collectors.joining("", " else {\n  lacks(" + local.index() + ", ", last + ");\n}"));
  }

  private static TypeName type(Value value) {
    return TypeNames.boxed(value.type());
  }
}
