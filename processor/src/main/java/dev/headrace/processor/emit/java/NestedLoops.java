package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A value on axes as nested lists, computed by nested loops.
 *
 * <p>The code may already be within some axes: then each value is one variable there, without those axes.
 */
final class NestedLoops {
  private final Function<String, Value> lookup;
  private final Function<String, CodeBlock> variable;
  private final BiFunction<Value.Computed, Function<String, CodeBlock>, CodeBlock> call;
  private final List<String> within;
  private final Map<String, Value> values;
  private final Map<String, Axis> axes;
  private final Set<String> names = new HashSet<>();
  private final List<String> indices = new ArrayList<>();

  /**
   * For values that are found by id.
   *
   * @param within the axes that the code is within
   * @param variable what the value of an id is held by
   * @param call the call of a step, given where its operands are
   */
  NestedLoops(
      Map<String, Value> values,
      Map<String, Axis> axes,
      List<String> within,
      Function<String, CodeBlock> variable,
      BiFunction<Value.Computed, Function<String, CodeBlock>, CodeBlock> call) {
    this.lookup = id -> java.util.Objects.requireNonNull(values.get(id), id);
    this.variable = variable;
    this.call = call;
    this.within = List.copyOf(within);
    this.values = values;
    this.axes = axes;
  }

  /** The type of the value within {@code level} of its axes. */
  static TypeName type(Value value, int level) {
    TypeName type = TypeNames.boxed(value.type());
    for (int i = value.path().size(); i > level; i--) {
      type = TypeNames.listOf(type);
    }
    return type;
  }

  /** Declares a variable of the value's name and computes it. */
  CodeBlock declare(Value value) {
    return declare(value, value.id());
  }

  CodeBlock declare(Value value, String target) {
    CodeBlock.Builder code = CodeBlock.builder();
    level(value, base(value.path()), target, code);
    return code.build();
  }

  /** How many of the path's axes the code is within. */
  private int base(List<String> path) {
    return path.size() - Tables.depth(path, within);
  }

  /** The name, or one like it, that no value and no other variable has. */
  String newName(String name) {
    String unused = name;
    while (values.containsKey(unused) || !names.add(unused)) {
      unused += "_";
    }
    return unused;
  }

  private String index(int level) {
    while (indices.size() <= level) {
      indices.add(newName("i" + indices.size()));
    }
    return indices.get(level);
  }

  /** Computes a value and assigns it to the field of its name. */
  CodeBlock assignField(Value value) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (value.path().isEmpty()) {
      return code.addStatement("$N = $L", value.id(), leaf(value)).build();
    }
    String made = newName(value.id() + "Made");
    level(value, 0, made, code);
    return code.addStatement("$N = $N", value.id(), made).build();
  }

  private void level(Value value, int level, String target, CodeBlock.Builder code) {
    if (level == value.path().size()) {
      code.addStatement("$T $N = $L", type(value, level), target, leaf(value));
      return;
    }
    Axis axis = java.util.Objects.requireNonNull(axes.get(value.path().get(level)));
    Value list = lookup.apply(axis.list());
    String elements = newName(list.id() + "Of" + PipelineNames.capital(value.id()));
    code.addStatement("$T $N = null", type(value, level), target);
    code.addStatement(
        "$T<?> $N = $T.view($L)", TypeNames.LIST, elements, TypeNames.runtime("Lists"), at(list));
    if (value instanceof Value.Element e && e.lockstep() && e.axis().equals(axis.id())) {
      code.addStatement(
          "$T.lockstep($S, $L, $S, $N)",
          TypeNames.runtime("Lists"),
          e.list(),
          at(lookup.apply(e.list())),
          axis.name(),
          elements);
    }
    code.beginControlFlow("if ($N != null)", elements);
    code.addStatement("$N = new $T<>()", target, ArrayList.class);
    String index = index(level);
    code.beginControlFlow("for (int $1N = 0; $1N < $2N.size(); $1N++)", index, elements);
    String inner = newName(value.id() + "At" + (level + 1));
    level(value, level + 1, inner, code);
    code.addStatement("$N.add($N)", target, inner);
    code.endControlFlow().endControlFlow();
  }

  /** The value at the current indices of its axes. */
  private CodeBlock at(Value value) {
    return at(variable.apply(value.id()), value.path());
  }

  private CodeBlock at(CodeBlock variable, List<String> path) {
    CodeBlock.Builder code = CodeBlock.builder().add(variable);
    for (int i = base(path); i < path.size(); i++) {
      code.add(".get($N)", index(i));
    }
    return code.build();
  }

  private CodeBlock leaf(Value value) {
    return TypeNames.present(value.type(), made(value));
  }

  private CodeBlock made(Value value) {
    if (value instanceof Value.Element e) {
      return CodeBlock.of(
          "$T.<$T>view($L).get($N)",
          TypeNames.runtime("Lists"),
          TypeNames.boxed(e.type()),
          at(lookup.apply(e.list())),
          index(e.path().size() - 1));
    }
    if (value instanceof Value.Component c) {
      CodeBlock of = at(lookup.apply(c.of()));
      return CodeBlock.of("$L == null ? null : $L.$N()", of, of, c.component());
    }
    if (value instanceof Value.Collected c) {
      CodeBlock nested = at(variable.apply(c.of()), c.path());
      CodeBlock flat = c.axes().size() == 1
          ? nested
          : CodeBlock.of(
              "$T.flat($L, $L)", TypeNames.runtime("Lists"), nested, c.axes().size());
      return c.optional() ? CodeBlock.of("$T.only($L)", TypeNames.runtime("Lists"), flat) : flat;
    }
    if (value instanceof Value.Computed c) {
      return call.apply(c, id -> at(lookup.apply(id)));
    }
    return variable.apply(value.id());
  }
}
