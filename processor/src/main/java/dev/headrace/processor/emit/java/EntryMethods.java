package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.plan.Plan;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The ways to call an entry: once, asynchronously, and over a stream. */
record EntryMethods(PipelineNames names, Plan plan, Entry entry, Optional<StepEntry> step) {

  void addTo(TypeSpec.Builder type) {
    MethodSpec.Builder call = method(entry.name())
        .addAnnotation(Override.class)
        .addAnnotations(nulls().onDeclaration(entry.nullable()));
    if (entry.future()) {
      type.addMethod(
          call.returns(future()).addStatement("return $L", call("async")).build());
    } else {
      type.addMethod(call.returns(nulls().result(entry, false))
          .addStatement("return $L", call("one"))
          .build());
      if (isFree(entry.name() + "Async")) {
        type.addMethod(method(entry.name() + "Async")
            .addJavadoc(
                "{@link #$L}, without waiting for it. A cancelled call leaves the queue.\n",
                entry.name())
            .returns(future())
            .addStatement("return $L", call("async"))
            .build());
      }
    }
    if (!entry.parameters().isEmpty()) {
      addStreams(type);
    }
  }

  private void addStreams(TypeSpec.Builder type) {
    if (entry.parameters().size() > 1) {
      type.addType(callRecord());
    }
    ClassName outcome = TypeNames.runtime("Outcome");
    if (isFree(entry.name() + "All")) {
      type.addMethod(stream(
          "All",
          "in order and in bounded memory. The first failure ends the stream.",
          result(),
          "all"));
    }
    if (isFree(entry.name() + "Outcomes")) {
      type.addMethod(stream(
          "Outcomes",
          "in order and in bounded memory.\nEach row gives its value or its failure.",
          TypeNames.generic(outcome, result()),
          "outcomes"));
    }
    if (isFree(entry.name() + "Unordered")) {
      type.addMethod(stream(
          "Unordered",
          "in bounded memory. What is ready comes first,\neach row with its value or its failure.",
          TypeNames.generic(TypeNames.runtime("Answer"), argument(), result()),
          "unordered"));
    }
  }

  private boolean isFree(String name) {
    return plan.graph().entries().stream().noneMatch(e -> e.name().equals(name))
        && plan.graph().uses().stream().noneMatch(u -> u.name().equals(name))
        && plan.graph().inputs().stream().noneMatch(i -> i.name().equals(name));
  }

  private MethodSpec.Builder method(String name) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
    entry.parameters().forEach(p -> method.addParameter(nulls().parameter(p)));
    return method;
  }

  private NullMarks nulls() {
    return new NullMarks(plan.graph().nullMark());
  }

  private TypeName result() {
    return nulls().result(entry, true);
  }

  private TypeName future() {
    return TypeNames.generic(ClassName.get(CompletableFuture.class), result());
  }

  private CodeBlock call(String how) {
    return step.map(e -> CodeBlock.of(
            "$L.$N($N)", field(e.field()), how, entry.parameters().get(0).name()))
        .orElseGet(() -> CodeBlock.of("$L.$N($L)", field("calls"), how, chunk()));
  }

  private CodeBlock chunk() {
    CodeBlock columns = entry.parameters().stream()
        .map(p -> CodeBlock.of(",$W$T.column($N)", TypeNames.runtime("Calls"), p.name()))
        .collect(CodeBlock.joining(""));
    return CodeBlock.of(
        "new $T($L$L)", names.stage(plan.callStage(entry.name())), field("bound"), columns);
  }

  /** A field of the executor, also where a parameter has its name. */
  private String field(String name) {
    return entry.parameters().stream().anyMatch(p -> p.name().equals(name)) ? "this." + name : name;
  }

  private String callName() {
    return PipelineNames.capital(entry.name()) + "Call";
  }

  private TypeSpec callRecord() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    entry.parameters().forEach(p -> components.addParameter(nulls().parameter(p)));
    return TypeSpec.recordBuilder(callName())
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("The arguments of one call of {@link $T#$L}.\n", names.pipeline(), entry.name())
        .recordConstructor(components.build())
        .build();
  }

  /** What a stream's rows are: the only parameter, or a record of them. */
  private TypeName argument() {
    return entry.parameters().size() == 1
        ? nulls().type(entry.parameters().get(0)).box()
        : names.executor().nestedClass(callName());
  }

  private MethodSpec stream(String suffix, String promise, TypeName element, String runner) {
    boolean one = entry.parameters().size() == 1;
    TypeName call = argument();
    String name = one ? entry.parameters().get(0).name() : "calls";
    String rows = name.equals("rows") ? "chunk" : "rows";
    CodeBlock columns = one
        ? CodeBlock.of(", $N", rows)
        : entry.parameters().stream()
            .map(p -> column(call, rows, p))
            .collect(CodeBlock.joining(""));
    return MethodSpec.methodBuilder(entry.name() + suffix)
        .addJavadoc(
            "{@link #$L} of each row of a stream, $L\nPulled lazily; closing the stream stops it.\n",
            entry.name(),
            promise)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeNames.generic(ClassName.get(Stream.class), element))
        .addParameter(
            TypeNames.generic(ClassName.get(Stream.class), WildcardTypeName.subtypeOf(call)), name)
        .addStatement(
            "return $L.$L($N, ($T $N) ->$Wnew $T($L$L))",
            name.equals("calls") ? "this.calls" : "calls",
            runner,
            name,
            TypeNames.listOf(call),
            rows,
            names.stage(plan.callStage(entry.name())),
            name.equals("bound") ? "this.bound" : "bound",
            columns)
        .build();
  }

  private static CodeBlock column(TypeName call, String rows, Parameter parameter) {
    return CodeBlock.of(
        ",$W$T.column($N, $T::$N)", TypeNames.runtime("Calls"), rows, call, parameter.name());
  }
}
