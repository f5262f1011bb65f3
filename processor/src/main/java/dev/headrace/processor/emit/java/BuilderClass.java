package dev.headrace.processor.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The executor's builder: a method for each input, for each resource, and for each batch size. */
final class BuilderClass {
  private static final String SELF = "return this";
  private static final Set<String> COPIED =
      Set.of("java.util.List", "java.util.Set", "java.util.Map", "java.util.Collection");
  static final String STREAMING = "streaming";
  static final String MAX_CALLS = "maxCalls";
  private final PipelineNames names;
  private final Plan plan;
  private final TypeSpec.Builder type;

  BuilderClass(PipelineNames names, Plan plan) {
    this.names = names;
    this.plan = plan;
    this.type = TypeSpec.classBuilder(names.builder())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Configures an executor: its inputs, and the resources that its steps use.\n");
  }

  TypeSpec emit() {
    type.addMethod(
        MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    plan.graph().inputs().forEach(this::input);
    Resources.used(plan).forEach(this::resource);
    StagesClass.steps(plan)
        .forEach((id, step) -> step.kernel().many().ifPresent(f -> batchSize(id)));
    if (isFree(STREAMING, plan.graph())) {
      streaming();
    }
    if (isFree(MAX_CALLS, plan.graph())) {
      maxCalls();
    }
    return type.addMethod(build()).build();
  }

  private MethodSpec build() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("build")
        .addJavadoc("The executor; nothing is built or computed yet.\n")
        .addModifiers(Modifier.PUBLIC)
        .returns(names.executor());
    String onGpus = Resources.used(plan).stream()
        .filter(r -> r.gpus() > 0)
        .map(r -> ", executor.bound." + r.slot())
        .collect(Collectors.joining());
    if (onGpus.isEmpty()) {
      return method.addStatement("return new $T(this)", names.executor()).build();
    }
    ClassName pool = TypeNames.runtime("ResourcePool");
    return method
        .addJavadoc(
            "\n@throws $T if the GPUs that its resources need are not there\n",
            TypeNames.runtime("ConfigurationException"))
        .addStatement("$1T executor = new $1T(this)", names.executor())
        .addStatement("$T.requireGpus(executor$L)", pool, onGpus)
        .addStatement("return executor")
        .build();
  }

  /** How an executor bounds its streams and its calls: as its builder says, where that has the methods for it. */
  static CodeBlock bounds(Graph graph) {
    return CodeBlock.of(
        "$L, $L",
        bound(STREAMING, "StreamBounds.DEFAULT", graph),
        bound(MAX_CALLS, "CallLimit.NONE", graph));
  }

  private static CodeBlock bound(String name, String otherwise, Graph graph) {
    int dot = otherwise.indexOf('.');
    return isFree(name, graph)
        ? CodeBlock.of("builder.$N", name)
        : CodeBlock.of(
            "$T$L", TypeNames.runtime(otherwise.substring(0, dot)), otherwise.substring(dot));
  }

  /** Whether no input and no resource has the name of a method that all builders have besides. */
  static boolean isFree(String name, Graph graph) {
    return graph.inputs().stream().noneMatch(i -> i.name().equals(name))
        && graph.resources().stream().noneMatch(r -> r.slot().equals(name));
  }

  private void maxCalls() {
    ClassName limit = TypeNames.runtime("CallLimit");
    type.addField(
        FieldSpec.builder(limit, MAX_CALLS).initializer("$T.NONE", limit).build());
    type.addMethod(method(MAX_CALLS)
        .addJavadoc(
            "How many calls may be under way, not counting streams; one more waits, is refused,\n"
                + "or ends the oldest.\n")
        .addParameter(int.class, "most")
        .addParameter(TypeNames.runtime("WhenFull"), "whenFull")
        .addStatement("$N = new $T(most, whenFull)", MAX_CALLS, limit)
        .addStatement(SELF)
        .build());
  }

  private void streaming() {
    ClassName bounds = TypeNames.runtime("StreamBounds");
    type.addField(
        FieldSpec.builder(bounds, STREAMING).initializer("$T.DEFAULT", bounds).build());
    type.addMethod(method(STREAMING)
        .addJavadoc(
            "How much of a stream is in memory: so many rows make a chunk, and so many chunks run at a time.\n"
                + "Fewer for large rows, more chunks for more steps on resources; 256 and 8 unless set.\n")
        .addParameter(int.class, "chunkRows")
        .addParameter(int.class, "chunksInFlight")
        .addStatement("$N = new $T(chunkRows, chunksInFlight)", STREAMING, bounds)
        .addStatement(SELF)
        .build());
  }

  private MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(names.builder());
  }

  private void input(Input input) {
    type.addField(BoundClass.inputType(input), input.name(), Modifier.PRIVATE);
    NullMarks nulls = new NullMarks(plan.graph().nullMark());
    CodeBlock value = input.nullable() || input.type().isPrimitive()
        ? CodeBlock.of("$N", input.name())
        : CodeBlock.of("$T.requireNonNull($N, $S)", Objects.class, input.name(), input.name());
    type.addMethod(method(input.name())
        .addJavadoc("Binds {@link $T#$L}.\n", names.pipeline(), input.name())
        .addParameter(ParameterSpec.builder(nulls.type(input), input.name())
            .addAnnotations(nulls.onDeclaration(input.nullable()))
            .build())
        .addStatement(
            "this.$N = $T.of($S, $L)",
            input.name(),
            TypeNames.runtime("InputValue"),
            input.name(),
            value)
        .addStatement(SELF)
        .build());
  }

  private void batchSize(String value) {
    String name = value + "MaxBatchSize";
    type.addField(int.class, name);
    type.addMethod(method(name)
        .addJavadoc(
            "How many elements a batch of {@code $L} may have at most, instead of what its step declares.\n",
            value)
        .addParameter(int.class, "size")
        .beginControlFlow("if (size < 1)")
        .addStatement(
            "throw new $T($S + size)",
            IllegalArgumentException.class,
            name + " must be at least 1, not ")
        .endControlFlow()
        .addStatement("$N = size", name)
        .addStatement(SELF)
        .build());
  }

  private void resource(Resource resource) {
    String slot = resource.slot();
    TypeName instance = TypeNames.of(resource.type());
    ClassName pool = TypeNames.runtime("ResourcePool");
    TypeName opener = TypeNames.generic(
        ClassName.get(Function.class), names.bound(), TypeNames.generic(pool, instance));
    List<Setting> asked = Resources.asked(plan.graph(), resource);
    CodeBlock spec = CodeBlock.of(
        "new $T($S, $L, $L, $L)",
        TypeNames.runtime("ResourceSpec"),
        slot,
        resource.gpus() == Math.rint(resource.gpus())
            ? (Object) (int) resource.gpus()
            : resource.gpus(),
        resource.maxConcurrency(),
        resource.callsPerInstance());
    type.addField(
        FieldSpec.builder(TypeNames.runtime("ResourceSpec"), slot + "Spec", Modifier.PRIVATE)
            .initializer(spec)
            .build());
    type.addField(FieldSpec.builder(opener, slot, Modifier.PRIVATE)
        .initializer(
            "bound ->$W$L", asked.isEmpty() ? open(resource, asked) : unconfigured(resource, asked))
        .build());
    if (!asked.isEmpty()) {
      type.addMethod(configure(resource, asked));
    }
    type.addMethod(method(slot)
        .addJavadoc(
            "Builds instances of {@link $T} with a factory of your own:\n"
                + "a fake in a test, or a configuration that is no data.\n",
            TypeNames.raw(resource.type()))
        .addParameter(
            TypeNames.generic(ClassName.get(Supplier.class), WildcardTypeName.subtypeOf(instance)),
            "factory")
        .addStatement("$T.requireNonNull(factory, $S)", Objects.class, slot)
        .addStatement(
            "$N = bound ->$W$T.open($N, factory, device -> factory.get())",
            slot,
            pool,
            slot + "Spec")
        .addStatement(SELF)
        .build());
    type.addMethod(method(slot + "MaxConcurrency")
        .addJavadoc(
            "How many instances of {@link $T} may exist, instead of what it declares.\n",
            TypeNames.raw(resource.type()))
        .addParameter(int.class, "instances")
        .addStatement("$1N = $1N.withMaxConcurrency(instances)", slot + "Spec")
        .addStatement(SELF)
        .build());
    type.addMethod(MethodSpec.methodBuilder(Resources.opener(resource))
        .returns(TypeNames.generic(pool, instance))
        .addParameter(names.bound(), "bound")
        .addStatement("return $N.apply(bound)", slot)
        .build());
  }

  private CodeBlock unconfigured(Resource resource, List<Setting> asked) {
    String call = "builder()." + resource.slot() + "("
        + asked.stream()
            .map(s -> s.type().simple() + " " + s.name())
            .collect(Collectors.joining(", "))
        + ")";
    return CodeBlock.of(
        "$T.unconfigured($S, $S)", TypeNames.runtime("ResourcePool"), resource.slot(), call);
  }

  private MethodSpec configure(Resource resource, List<Setting> asked) {
    MethodSpec.Builder method = method(resource.slot())
        .addJavadoc(
            "Configures {@link $T}: at most $L instance$L in this JVM,\n"
                + "shared by all executors with the same configuration.\n",
            TypeNames.raw(resource.type()),
            resource.maxConcurrency(),
            resource.maxConcurrency() == 1 ? "" : "s");
    for (Setting setting : asked) {
      TypeName type = TypeNames.of(setting.type());
      method.addParameter(type, setting.name());
      if (isCopied(setting)) {
        method.addStatement(
            "$T $N = $T.of($N)",
            type,
            kept(setting, asked),
            TypeNames.runtime("Copies"),
            setting.name());
      }
    }
    return method
        .addStatement("this.$N = bound ->$W$L", resource.slot(), open(resource, asked))
        .addStatement(SELF)
        .build();
  }

  /** Whether whoever gives it could change it later. */
  private static boolean isCopied(Setting setting) {
    return setting.type() instanceof JavaType.ArrayOf
        || setting.type() instanceof JavaType.Declared declared
            && COPIED.contains(declared.canonicalName());
  }

  /** What a setting is called inside the method that asks for it. */
  private static String kept(Setting setting, List<Setting> asked) {
    String name = setting.name();
    while (isCopied(setting) && asked.stream().map(Setting::name).anyMatch(name::equals)) {
      name += "Copy";
    }
    return name;
  }

  /** Opens the pool; equal keys share one. */
  private CodeBlock open(Resource resource, List<Setting> asked) {
    List<CodeBlock> key = new ArrayList<>();
    key.add(CodeBlock.of("$T.class", TypeNames.raw(resource.owner())));
    resource.factory().ifPresent(f -> key.add(CodeBlock.of("$S", f)));
    asked.forEach(s -> key.add(CodeBlock.of("$N", kept(s, asked))));
    resource.settings().stream()
        .flatMap(s -> plan.graph().part(s).stream())
        .forEach(p -> key.add(CodeBlock.of("bound.$N.identity()", p.slot())));
    Resources.inputs(plan.graph(), resource)
        .forEach(s -> key.add(CodeBlock.of("bound.$N.get()", s.name())));
    CodeBlock arguments = resource.settings().stream()
        .map(s -> s.isDevice()
            ? CodeBlock.of("device")
            : plan.graph().input(s.name()).isPresent()
                ? CodeBlock.of("bound.$N.get()", s.name())
                : plan.graph()
                    .part(s)
                    .map(p -> CodeBlock.of("bound.$N.part()", p.slot()))
                    .orElseGet(() -> CodeBlock.of("$N", kept(s, asked))))
        .collect(CodeBlock.joining(", "));
    CodeBlock built = resource.factory().isPresent()
        ? CodeBlock.of(
            "$T.$N($L)", TypeNames.raw(resource.owner()), resource.factory().get(), arguments)
        : CodeBlock.of("new $T($L)", TypeNames.of(resource.type()), arguments);
    CodeBlock opened = CodeBlock.of(
        "$T.open($N,$W$T.asList($L),$Wdevice -> $L)",
        TypeNames.runtime("ResourcePool"),
        resource.slot() + "Spec",
        Arrays.class,
        CodeBlock.join(key, ", "),
        built);
    List<Setting> inputs = Resources.inputs(plan.graph(), resource);
    if (inputs.isEmpty()) {
      return opened;
    }
    String bound = inputs.stream()
        .map(s -> "bound." + s.name() + ".isBound()")
        .collect(Collectors.joining(" && "));
    return CodeBlock.of(
        "$L ? $L : $L",
        bound,
        opened,
        CodeBlock.of(
            "$T.unconfigured($S, $S)",
            TypeNames.runtime("ResourcePool"),
            resource.slot(),
            "builder()." + inputs.get(0).name() + "(…)"));
  }
}
