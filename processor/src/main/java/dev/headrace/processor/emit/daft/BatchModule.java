package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Kernel;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The optimized program: a stage per entry, over whole columns. */
final class BatchModule {
  private static final List<String> EACH_DOC =
      List.of("As `run`, but a row that fails is null, with the reason beside it.");
  private static final List<String> ERRORS = List.of(
      "    errors: the name of one more column, for rows that fail: their result is null, and it says which node"
          + " failed, and why. Without it, the first failure ends the query.");
  private static final Set<String> LOCALS = Set.of(
      "df",
      "bound",
      "stage",
      "self",
      "columns",
      "daft",
      "headrace",
      "pa",
      "bind",
      "errors",
      "materialize");
  private final Plan plan;
  private final List<Finding> advice;
  private final Module module;
  private final Script script = new Script();

  BatchModule(Plan plan, List<Finding> advice) {
    this.plan = plan;
    this.advice = advice;
    this.module = new Module(plan);
  }

  String emit() {
    boolean configured = !module.configured(plan.graph().resources()).isEmpty();
    List<String> imports = List.of(
            configured ? "from typing import NamedTuple\n" : "",
            "import daft",
            "import headrace",
            "import pyarrow as pa",
            "from daft import DataType, Series")
        .stream()
        .filter(l -> !l.isEmpty())
        .toList();
    if (module.hasBind()) {
      module.bind.emit(script, this::bindColumn, "batches");
      module.bindStages().forEach(this::stageClass);
    }
    plan.graph().entries().forEach(this::entry);
    module.main(script);
    Script start = new Script();
    new Header(plan, module).batch(start, advice);
    module.head(start, configured, imports);
    return start.toString() + script;
  }

  // ---- bind

  /** Adds a column that is computed for the rows of an input. */
  private void bindColumn(String df, Stage stage, List<String> columns, List<Py> kept) {
    if (onGpu(stage)
        && columns.stream().anyMatch(c -> plan.spread().contains(c) && onGpu(plan.boundStage(c)))) {
      script.line(df + " = headrace.released(" + df + ")  # one after the other on the GPUs");
    }
    List<Py> inputs = stage.inputs().stream()
        .map(id -> Py.text(df + "[" + Py.quoted(Tables.rowColumn(stage, id)) + "]"))
        .toList();
    script.line(df + " = " + df + ".into_batches(" + stage.rowsPerBatch() + ")");
    String variable = Casing.snake(stage.name()) + "_stage";
    script.add(stage(stage).after(variable + " = "));
    script.add(Py.call(
            df + ".with_column",
            Py.text(Py.quoted(stage.name())),
            Py.call("headrace.place(" + variable + ".run)", inputs))
        .after(df + " = "));
  }

  private static boolean onGpu(Stage stage) {
    return stage.resources().stream().anyMatch(r -> r.gpus() > 0);
  }

  // ---- entries

  private void entry(Entry entry) {
    Stage stage = plan.callStage(entry.name());
    script.blank(2).section(entry.name());
    script
        .add(module.entrySignature(entry, stage, List.of("errors: str | None = None")))
        .indent();
    script.docstring(module.entryDoc(entry, stage, ERRORS));
    module.checkConfigured(script, module.resources(stage));
    Map<String, String> locals = locals(stage);
    List<Py> columns = new ArrayList<>();
    for (Parameter p : entry.parameters()) {
      String name = Objects.requireNonNull(locals.get(p.name()));
      List<Py> arguments = new ArrayList<>(
          List.of(Py.text("df"), Py.text(Py.quoted(p.name())), module.columnType(p)));
      arguments.addAll(module.alone(entry));
      script.add(Py.call("headrace.column", arguments).after(name + " = "));
      columns.add(Py.text(name));
    }
    script.line("headrace.check_fresh(df, " + Py.quoted(entry.name()) + ", errors)");
    module.bindUnlessBound(script, stage);
    if (columns.isEmpty()) {
      script.line("first = df[df.column_names[0]]  # only for the number of rows");
      columns.add(Py.text("first"));
    }
    script.add(stage(stage).after("stage = "));
    script.line("df = df.into_batches(" + stage.rowsPerBatch() + ")");
    script.line("if errors is not None:").indent();
    script.add(Py.call(
            "headrace.with_errors",
            Py.text("df"),
            Py.text(Py.quoted(entry.name())),
            Py.text("errors"),
            Py.call("headrace.place(stage.run_each)", columns))
        .after("return "));
    script.outdent();
    script.add(Py.call(
            "df.with_column",
            Py.text(Py.quoted(entry.name())),
            Py.call("headrace.place(stage.run)", columns))
        .after("return "));
    script.outdent();
    stageClass(stage);
  }

  private Py stage(Stage stage) {
    List<Py> arguments = new ArrayList<>();
    if (stage.bound()) {
      module.literals(stage).forEach(i -> arguments.add(Py.text(Casing.snake(i.name()))));
    } else if (module.isBound(stage)) {
      arguments.add(Py.text("bound"));
    }
    List<Resource> resources = module.resources(stage);
    arguments.addAll(module.resourceArguments(resources));
    for (Resource r : resources) {
      arguments.add(Py.text(Module.instances(r)));
    }
    return Py.call(className(stage), arguments);
  }

  // ---- stages

  private String className(Stage stage) {
    String name = stage.name().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + stage.name().substring(1);
    return (stage.bound() ? "Bind" : "") + name + "Stage";
  }

  private void stageClass(Stage stage) {
    List<Resource> resources = module.resources(stage);
    script
        .blank(2)
        .line("@daft.cls" + placement(stage.resources().isEmpty() ? resources : stage.resources()))
        .line("class " + className(stage) + ":")
        .indent();
    script.docstring(List.of(summary(stage))).blank(1);
    constructor(stage, resources);
    Py result = module.types.of(Tables.result(plan, stage));
    Py dtype = module.types.forDaft(Tables.result(plan, stage));
    method(stage, "run", dtype, stepDocs(stage), "", result);
    if (!stage.bound()) {
      method(stage, "run_each", Py.call("headrace.outcome", result), EACH_DOC, "_each", result);
    }
    script.outdent();
  }

  private void method(
      Stage stage, String name, Py dtype, List<String> doc, String each, Py result) {
    script
        .blank(1)
        .add(Py.call(
            "@daft.method.batch",
            dtype.after("return_dtype="),
            Py.text("batch_size=" + stage.rowsPerBatch()),
            Py.text("max_retries=0"), // Java repeats, step by step and element by element
            Py.text("on_error=\"raise\"")));
    List<Py> parameters = new ArrayList<>(List.of(Py.text("self")));
    List<Py> columns = new ArrayList<>();
    Map<String, String> locals = locals(stage);
    for (String id : stage.inputs()) {
      String local = Objects.requireNonNull(locals.get(id));
      parameters.add(Py.text(local + ": Series"));
      columns.add(Py.call(
          "headrace.arrow" + each,
          Py.text(local),
          module.types.of(Tables.type(plan, stage.value(id).type())),
          Py.text(Py.quoted(Tables.rowColumn(stage, id)))));
    }
    if (columns.isEmpty()) {
      parameters.add(Py.text("first: Series"));
      columns.add(Py.text("headrace.any_rows" + each + "(first)"));
    }
    script.add(new Py.Group("def " + name + "(", parameters, ") -> Series:")).indent();
    script.docstring(doc);
    script.add(Py.list(columns).after("columns = "));
    script.add(Py.call(
            "self.java.call" + each,
            Py.text(Py.quoted(Tables.call(stage))),
            Py.text("columns"),
            result)
        .after("return "));
    script.outdent();
  }

  private void constructor(Stage stage, List<Resource> resources) {
    List<Py> parameters = new ArrayList<>(List.of(Py.text("self")));
    List<Py> arguments = new ArrayList<>(List.of(Py.text("JAVA")));
    boolean bound = !stage.bound() && module.isBound(stage);
    List<Input> literals = stage.bound() ? module.literals(stage) : List.of();
    literals.forEach(i -> parameters.add(Py.text(module.literal(i))));
    if (bound) {
      parameters.add(Py.text("bound: headrace.Bound"));
    }
    parameters.addAll(module.resourceParameters(resources));
    List<Py> given = new ArrayList<>();
    for (Resource r : resources) {
      String instances = Casing.snake(r.slot()) + "_instances";
      parameters.add(Py.text(instances + ": headrace.Instances"));
      given.add(module.resource(r, instances));
    }
    if (!given.isEmpty()) {
      arguments.add(Py.dict(given).after("resources="));
    }
    arguments.addAll(module.values(literals));
    if (bound) {
      arguments.add(Py.text("bound=bound"));
    }
    script.add(new Py.Group("def __init__(", parameters, ") -> None:")).indent();
    script.add(Py.call("headrace.Program", arguments).after("self.java = ")).outdent();
  }

  private static String placement(List<Resource> resources) {
    List<String> options = new ArrayList<>();
    double gpus = resources.stream().mapToDouble(Resource::gpus).sum();
    if (gpus > 0) {
      options.add("gpus=" + number(gpus > 1 ? Math.ceil(gpus) : gpus));
    }
    resources.stream()
        .mapToInt(Resource::maxConcurrency)
        .min()
        .ifPresent(k -> options.add("max_concurrency=" + k));
    if (resources.stream().anyMatch(Resource::useProcess)) {
      options.add("use_process=True");
    }
    return options.isEmpty() ? "" : "(" + String.join(", ", options) + ")";
  }

  static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String summary(Stage stage) {
    List<String> on = stage.resources().stream().map(Resource::slot).toList();
    if (stage.steps().isEmpty()) {
      String output = stage.outputs().get(0);
      return "Gives " + output
          + (stage.outside().contains(output) ? ", the same for all rows." : " as it is.");
    }
    String steps = Docs.listed(stage.steps().stream().map(Value::id).toList());
    return "Runs " + steps + (on.isEmpty() ? "" : " on " + Docs.listed(on)) + ".";
  }

  private static List<String> stepDocs(Stage stage) {
    List<String> lines = new ArrayList<>();
    boolean lists =
        stage.waves().stream().flatMap(List::stream).anyMatch(Kernel.Open.class::isInstance);
    lines.add(
        "All rows at once" + (lists ? ", in full batches across their lists" : "") + ", in Java:");
    lines.add("");
    for (Value.Computed c : stage.steps()) {
      Node node = c.batch().or(c::single).orElseThrow().node();
      String doc = Docs.summary(node.doc());
      lines.add("- " + c.id() + " (" + javaName(node) + ")" + (doc.isEmpty() ? "" : ": " + doc));
    }
    return stage.steps().isEmpty() ? List.of("All rows at once, without a step.") : lines;
  }

  /** {@code HybridSearch.Nodes.denseHits}. */
  static String javaName(Node node) {
    String owner = node.owner().nestedName();
    return node.isConstructor() ? owner : owner + "." + node.method();
  }

  /** The variables for the columns of a stage: they hide nothing that its functions use. */
  private Map<String, String> locals(Stage stage) {
    Set<String> taken = new HashSet<>(LOCALS);
    if (!stage.bound()) {
      taken.addAll(module.parameters(stage));
    }
    return Module.locals(stage.inputs(), taken);
  }
}
