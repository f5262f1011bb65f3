package dev.headrace.processor.random;

import dev.headrace.processor.random.Spec.Entry;
import dev.headrace.processor.random.Spec.Given;
import dev.headrace.processor.random.Spec.How;
import dev.headrace.processor.random.Spec.Step;
import dev.headrace.processor.random.Spec.Taken;
import dev.headrace.processor.random.Spec.Trait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A pipeline as the source of an interface. */
final class SpecText {
  private static final String KINDS = "dev.headrace.processor.random.Kinds.";
  private static final String QUIET =
      "@SuppressWarnings({\"UnusedInput\", \"UnusedStep\", \"BatchOfOne\","
          + " \"RowByRowResource\", \"RebuiltPerCall\", \"ProductLoop\", \"SharedVaries\", \"NullElements\","
          + " \"BatchNeverFull\", \"SmallBatch\", \"ComputedPerWorker\", \"NullableResult\"})\n";
  private static final Map<Trait, String> SLOTS = new EnumMap<>(
      Map.of(Trait.MODEL, "model", Trait.OTHER_MODEL, "other", Trait.CHAINED, "chained"));
  private final String name;
  private final Spec spec;
  /** The pipeline's own declarations; its steps; those that are methods of a resource; and what it extends. */
  private final StringBuilder text = new StringBuilder();

  private final StringBuilder methods = new StringBuilder();
  private final StringBuilder inherited = new StringBuilder();

  private SpecText(String name, Spec spec) {
    this.name = name;
    this.spec = spec;
  }

  /**
   * The files of the pipeline and of those that it uses, without package and imports.
   *
   * @param placement more attributes of the resources: {@code ", gpus = 1"}
   */
  static List<String> files(Spec spec, String placement) {
    List<String> files = new ArrayList<>();
    add(files, "P", spec);
    files.add("""
        final class Slots {
          @StatefulResource(maxConcurrency = 2%1$s) static Model model(int seed) { return new Model(seed); }
          @StatefulResource(callsPerInstance = 0%1$s) static Model other(int seed) { return new Model(seed); }
          @StatefulResource(maxConcurrency = 2%1$s) static Model chained(Model model) { return new Model(model.seed() + 1); }
        }
        """.formatted(placement));
    files.add("record Model(int seed) {}");
    return files;
  }

  private static void add(List<String> files, String name, Spec spec) {
    SpecText text = new SpecText(name, spec);
    files.add(text.write());
    if (text.isExtending()) {
      files.add(QUIET + "interface %sBase {\n%s}\n".formatted(name, text.inherited));
    }
    spec.used().forEach((used, of) -> add(files, used, of));
  }

  /** One file of a pipeline with one resource that uses no other. */
  static String alone(Spec spec) {
    return new SpecText("P", spec)
        .write()
        .replace("@Pipeline(nodes = Slots.class)", "@Pipeline")
        .replace(
            "  final class Nodes {\n",
            "  @StatefulResource(maxConcurrency = 2) record Model(int seed) {}\n  final class Nodes {\n");
  }

  private String write() {
    text.append(QUIET)
        .append("@Pipeline(nodes = Slots.class) interface ")
        .append(name)
        .append(isExtending() ? " extends " + name + "Base" : "")
        .append(" {\n");
    StringBuilder declarations = isExtending() ? inherited : text;
    spec.inputs().forEach(i -> declarations.append("  @Input ").append(input(i)).append("\n"));
    spec.entries().forEach(e -> entry(declarations, e));
    spec.steps().stream().filter(s -> !s.uses().isEmpty()).forEach(this::use);
    text.append("  final class Nodes {\n    private Nodes() {}\n");
    Scope scope = new Scope(spec, false);
    for (Step step : spec.steps()) {
      if (step.uses().isEmpty()) {
        if (!step.has(Trait.BATCH_ONLY)) {
          form(scope, step, false);
        }
        if (step.batchSize() > 0) {
          form(scope, step, true);
        }
      }
      scope.add(step);
    }
    text.append("  }\n");
    if (!methods.isEmpty()) {
      text.append("""
            @StatefulResource(maxConcurrency = 2) final class Tool%1$s {
              private final int seed;
              Tool%1$s(int seed) { this.seed = seed; }
          %2$s  }
          """.formatted(name, methods));
    }
    return text.append("}\n").toString();
  }

  private boolean isExtending() {
    return spec.steps().stream().anyMatch(s -> s.has(Trait.INHERITED));
  }

  private String input(Given g) {
    return g.name().equals(Given.PRESET)
        ? "default %s() { return %smake(\"%s\", 3); }".formatted(declared(g), KINDS, g.type())
        : declared(g) + "();";
  }

  private void entry(StringBuilder text, Entry entry) {
    List<String> types = spec.resultTypes(entry);
    String parameters =
        spec.parametersOf(entry).stream().map(this::declared).collect(Collectors.joining(", "));
    String result = result(entry, types.get(0));
    String asked = "";
    if (entry.asks().size() > 1) {
      result = outputs(entry);
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        parts.add(how(entry.asks().get(i)) + result(entry, types.get(i)) + " c" + i);
      }
      text.append("  @Outputs record %s(%s) {}\n".formatted(result, String.join(", ", parts)));
    } else {
      asked = how(entry.asks().get(0));
    }
    String type = entry.future() ? "CompletableFuture<" + Types.boxed(result) + ">" : result;
    text.append("  %s%s %s(%s);\n".formatted(asked, type, entry.name(), parameters));
  }

  private static String outputs(Entry entry) {
    return entry.name().toUpperCase(Locale.ROOT);
  }

  private static String result(Entry entry, String type) {
    return entry.nullable() ? Types.nullable(type) : Types.java(type);
  }

  private String declared(Given g) {
    String with = g.twin().isEmpty() ? "" : ", with = \"" + g.twin() + "\"";
    String elements =
        g.element().isEmpty() ? "" : "@Elements(value = \"" + g.element() + "\"" + with + ") ";
    return elements + Types.nullable(g.type()) + " " + g.name();
  }

  private static String how(Taken t) {
    String place = t.place();
    return switch (t.how()) {
      case FROM -> "@From(\"%s\") ".formatted(t.of());
      case EACH -> "@Each(\"%s\") ".formatted(t.of());
      case WITH -> "@Each(value = \"%s\", with = \"%s\") ".formatted(t.of(), place);
      case WITHIN, WITHIN_WHOLE ->
        "@Each(value = \"%s\", within = \"%s\") ".formatted(t.of(), place);
      case ALL -> "@All(\"%s\") ".formatted(t.of());
      case OVER -> "@All(value = \"%s\", over = \"%s\") ".formatted(t.of(), place);
    };
  }

  private void use(Step step) {
    Spec used = java.util.Objects.requireNonNull(spec.used().get(step.uses()));
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < step.takes().size(); i++) {
      Taken t = step.takes().get(i);
      Given p = used.parameters().get(i);
      boolean elements = step.has(Trait.ELEMENTS) && i == 0 && t.how() == How.EACH;
      parameters.add(
          elements
              ? "@Elements(\"%s\") @From(\"%s\") %s all%d"
                  .formatted(p.name(), t.of(), Types.nullable(listType(t)), i)
              : how(t) + Types.nullable(p.type()) + " " + p.name());
    }
    Entry entry = used.entries().get(0);
    String type = entry.asks().size() > 1
        ? step.uses() + "." + outputs(entry)
        : Types.nullable(used.resultTypes(entry).get(0));
    text.append("  @Use(%s.class) %s %s(%s);\n"
        .formatted(step.uses(), type, step.name(), String.join(", ", parameters)));
  }

  private String listType(Taken t) {
    return java.util.Objects.requireNonNull(spec.known().get(t.of())).type();
  }

  private void form(Scope scope, Step step, boolean batch) {
    StringBuilder text =
        step.has(Trait.METHOD) ? methods : step.has(Trait.INHERITED) ? inherited : this.text;
    String isStatic = step.has(Trait.METHOD) ? "" : "static ";
    List<String> parameters = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    List<String> values = new ArrayList<>(List.of("\"" + step.name() + "\""));
    int last = step.takes().size() - 1;
    for (int i = 0; i <= last; i++) {
      Taken t = step.takes().get(i);
      String type = scope.taken(step.takes(), t).type();
      boolean shared = batch && i == last && i > 0 && step.has(Trait.SHARED);
      boolean list = batch && !shared;
      String element =
          t.nullable() ? Types.nullable(type) : list ? Types.javaBoxed(type) : Types.java(type);
      parameters.add((shared ? "@Shared " : "") + how(t)
          + (t.dim() > 0 ? "@Dim(" + t.dim() + ") " : "")
          + (list ? "List<" + element + ">" : element) + " p" + i);
      plain.add((t.nullable() ? Types.nullable(type) : Types.java(type)) + " p" + i);
      values.add("p" + i + (list ? ".get(i)" : ""));
    }
    SLOTS.forEach((trait, slot) -> {
      if (step.has(trait)) {
        parameters.add("Model " + slot);
        values.add(slot + ".seed()");
      }
    });
    if (step.has(Trait.METHOD)) {
      values.add("seed");
    }
    String type = step.has(Trait.NULLS)
        ? Types.nullable(step.result())
        : batch ? Types.javaBoxed(step.result()) : Types.java(step.result());
    String elements = (step.has(Trait.ELEMENTS) ? " @Elements(\"" + step.name() + "e\")" : "")
        + (step.has(Trait.DIM) ? " @Dim(" + step.size() + ")" : "");
    String list = String.join(", ", parameters);
    boolean faulty = step.has(Trait.FAULTY);
    // what a larger batch loses depends on what else is in it
    boolean alone = step.has(Trait.BATCH_ONLY) && step.batchSize() == 1;
    String thrown = faulty ? " throws Exception" : "";
    String value = value(step, values);
    if (!batch) {
      text.append("    @Node%s%s %s%s %s(%s)%s { return %s; }\n"
          .formatted(limits(step, ""), elements, isStatic, type, step.name(), list, thrown, value));
      return;
    }
    String cost = "";
    if (step.has(Trait.COST) || step.has(Trait.PADDED)) {
      cost = ", cost = \"%sCost\"".formatted(step.name())
          + (step.has(Trait.COST) ? ", maxBatchCost = 40" : "")
          + (step.has(Trait.PADDED) ? ", padded = true" : "");
      text.append("    static int %sCost(%s) { return Math.floorMod(%smix(\"cost\", %s), 17); }\n"
          .formatted(
              step.name(),
              String.join(", ", plain),
              KINDS,
              plain.stream()
                  .map(p -> p.substring(p.lastIndexOf(' ') + 1))
                  .collect(Collectors.joining(", "))));
    }
    // under another name: lists in both forms would have the same erasure
    text.append("""
            @BatchNode%s%s %sList<%s> %sBatch(%s)%s {
              List<%s> out = new ArrayList<>();
              for (int i = 0; i < p0.size(); i++) { out.add(%s); }
              return %s;
            }
        """.formatted(
        limits(
            step,
            "value = \"%s\", maxBatchSize = %d%s".formatted(step.name(), step.batchSize(), cost)),
        elements,
        isStatic,
        type,
        step.name(),
        list,
        thrown,
        type,
        value,
        alone && faulty ? KINDS + "kept(out)" : "out"));
  }

  private static String limits(Step step, String more) {
    List<String> all = new ArrayList<>();
    if (!more.isEmpty()) {
      all.add(more);
    }
    if (step.has(Trait.RETRIED)) {
      all.add("maxRetries = 1");
    }
    if (step.has(Trait.DELAYED) && !more.isEmpty()) {
      all.add("maxDelayMicros = 500");
    }
    if (step.has(Trait.TIMED)) {
      all.add("timeoutMillis = 60_000");
    }
    return all.isEmpty() ? "" : "(" + String.join(", ", all) + ")";
  }

  private static String value(Step step, List<String> values) {
    boolean faulty = step.has(Trait.FAULTY);
    String mixed = KINDS + (faulty ? "faulty(" : "mix(") + String.join(", ", values) + ")";
    String result = step.result();
    String of = "%s<%s>%s(\"%s\", %s"
        .formatted(
            KINDS,
            Types.javaBoxed(result),
            step.has(Trait.SIZED) ? "sized" : "make",
            result,
            mixed);
    String size = step.has(Trait.SIZED)
        ? ", " + values.get(1)
        : step.has(Trait.DIM)
            ? ", " + step.size() + (faulty ? " + " + mixed + " % 5 / 4" : "")
            : "";
    String made = of + size + ")";
    return step.has(Trait.NULLS) ? mixed + " % 3 == 0 ? null : " + made : made;
  }
}
