package dev.headrace.processor.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.TypeSystem;
import dev.headrace.processor.resolve.Value.Form;
import dev.headrace.processor.resolve.Value.Operand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The data that a form's calls are given, by position. */
final class Operands {
  private Operands() {}

  /** The ids of the values, each once, in the order of the parameters. */
  static List<String> of(Form form) {
    Set<String> ids = new LinkedHashSet<>();
    form.operands().forEach(o -> o.value().ifPresent(ids::add));
    return List.copyOf(ids);
  }

  /** The ids of the values without which there is no call: it would be given null where it takes none. */
  static List<String> needed(Form form) {
    Set<String> ids = new LinkedHashSet<>();
    for (Operand operand : form.operands()) {
      if (operand.needsValue()) {
        ids.add(operand.value().orElseThrow());
      }
    }
    return List.copyOf(ids);
  }

  /** The call of the form's method. */
  static CodeBlock call(
      TypeSystem types,
      Form form,
      Function<Operand, CodeBlock> data,
      Function<Resource, CodeBlock> resource) {
    List<CodeBlock> arguments = new ArrayList<>();
    for (Operand o : form.operands()) {
      arguments.add(o.resource().map(resource).orElseGet(() -> demanded(form, o, data.apply(o))));
    }
    if (form.node().isConstructor()) {
      return CodeBlock.of(
          "new $T($L)", TypeNames.of(form.node().result()), CodeBlock.join(arguments, ",$W"));
    }
    CodeBlock target = form.receiver()
        .map(resource)
        .orElseGet(() -> CodeBlock.of("$T", TypeNames.raw(form.node().owner())));
    CodeBlock call =
        CodeBlock.of("$L.$N($L)", target, form.node().method(), CodeBlock.join(arguments, ",$W"));
    return new DimensionCode(types).result(form.node().result(), call);
  }

  /** An argument, checked where the step asks for a size that nobody has promised. */
  private static CodeBlock demanded(Form form, Operand o, CodeBlock argument) {
    boolean promised = o.given().dimension() > 0;
    boolean batched = form.node().isBatch() && !o.parameter().shared();
    return DimensionCode.checked(
        promised ? 0 : o.type().dimension(), o.type().depth() + (batched ? 1 : 0), argument);
  }
}
