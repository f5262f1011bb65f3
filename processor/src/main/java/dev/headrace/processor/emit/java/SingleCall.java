package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.resolve.Value;
import dev.headrace.processor.resolve.Value.Form;
import java.util.Collections;
import java.util.function.Function;

/** A step for one element: its single form, or its batch form with lists of one; null where an operand it needs is. */
final class SingleCall {
  private SingleCall() {}

  static CodeBlock of(
      TypeSystem types,
      Value.Computed value,
      Function<String, CodeBlock> data,
      Function<Resource, CodeBlock> resource) {
    Form form = value.single().or(value::batch).orElseThrow();
    boolean batch = form.node().isBatch();
    CodeBlock call = Operands.call(
        types,
        form,
        o -> {
          CodeBlock one = data.apply(o.value().orElseThrow());
          return batch && !o.parameter().shared()
              ? CodeBlock.of(
                  "$T.<$T>singletonList($L)", Collections.class, TypeNames.boxed(o.type()), one)
              : one;
        },
        resource);
    CodeBlock one = batch ? CodeBlock.of("$L.get(0)", call) : call;
    CodeBlock guard = Operands.needed(form).stream()
        .map(id -> CodeBlock.of("$L == null", data.apply(id)))
        .collect(CodeBlock.joining("$W|| "));
    return guard.isEmpty() ? one : CodeBlock.of("$L$W? null$W: $L", guard, one);
  }
}
