package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.RowProgram;
import dev.headrace.processor.plan.RowStep;
import dev.headrace.processor.plan.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The naive program: one row-wise function per step, and explode and groupby around every map. */
final class RowModule {
  private final Plan plan;
  private final Module module;
  private final Script script = new Script();
  private final Map<String, String> functions = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>(); // of functions for all entries
  private final List<RowFunction> bodies = new ArrayList<>();

  RowModule(Plan plan) {
    this.plan = plan;
    this.module = new Module(plan);
    for (Stage stage : plan.daftStages()) {
      plan.rowProgram(stage).maps().stream()
          .flatMap(m -> m.steps().stream())
          .forEach(s -> name(stage, s));
    }
  }

  private void name(Stage stage, RowStep step) {
    String key = RowFunction.key(stage, step);
    if (!functions.containsKey(key)) {
      boolean everywhere = step.isShared() && names.add(module.stepFunction(step.value()));
      String name = everywhere
          ? module.stepFunction(step.value())
          : module.unused(Module.bare(Casing.snake(step.value())) + "_in_"
              + Module.bare(Casing.snake(stage.name())));
      functions.put(key, name);
      bodies.add(new RowFunction(plan, module, stage, step, name));
    }
  }

  String emit() {
    boolean configured = !module.configured(plan.graph().resources()).isEmpty();
    List<String> imports = List.of(
        "from typing import Any" + (configured ? ", NamedTuple" : ""),
        "",
        "import daft",
        "import headrace",
        "import pyarrow as pa",
        "from daft import DataType, "
            + (bodies.stream().anyMatch(RowFunction::needsArrow) ? "Series, " : "") + "col",
        "from headrace import naive");
    script.blank(2).section("steps: one element per call");
    for (int i = 0; i < bodies.size(); i++) {
      if (i > 0) {
        script.blank(2);
      }
      bodies.get(i).emit(script);
    }
    if (module.hasBind()) {
      module.bind.emit(script, this::bindColumn, "row by row");
    }
    plan.graph().entries().forEach(this::entry);
    module.main(script);
    Script start = new Script();
    new Header(plan, module).rows(start);
    module.head(start, true, imports);
    return start.toString() + script;
  }

  /** Adds a column that is computed for the rows of an input, beside the columns there are. */
  private void bindColumn(String df, Stage stage, List<String> columns, List<Py> kept) {
    java(stage);
    RowProgram program = plan.rowProgram(stage);
    Map<String, String> given = new LinkedHashMap<>();
    stage.inputs().forEach(id -> given.put(id, Tables.rowColumn(stage, id)));
    if (program.materializations() > 0) {
      List<Py> types = given.entrySet().stream()
          .map(e -> module
              .types
              .of(Tables.type(plan, stage.value(e.getKey()).type()))
              .after(Py.quoted(e.getValue()) + ": "))
          .toList();
      script.add(Py.call("naive.start", Py.text(df), Py.dict(types)).after(df + " = "));
      given.replaceAll((id, column) -> "_" + column);
    }
    new RowMaps(plan, module, functions, program, df, given).emit(script);
    String result = given.getOrDefault(program.result(), "_" + program.result());
    List<Py> selected = new ArrayList<>(List.of(Py.text(df)));
    selected.addAll(kept);
    selected.add(named(Py.text("col(" + Py.quoted(result) + ")"), stage.name()));
    script.add(Py.call("naive.kept", selected).after(df + " = "));
  }

  private void entry(Entry entry) {
    Stage stage = plan.callStage(entry.name());
    script.blank(2).section(entry.name());
    script.add(module.entrySignature(entry, stage, List.of())).indent();
    script.docstring(module.entryDoc(entry, stage, List.of()));
    module.checkConfigured(script, module.resources(stage));
    script.line("headrace.check_fresh(df, " + Py.quoted(entry.name()) + ")");
    List<Py> types = entry.parameters().stream()
        .map(p -> module.columnType(p).after(Py.quoted(p.name()) + ": "))
        .toList();
    String columns = module.local("columns");
    script.line(columns + " = df.column_names");
    List<Py> starts = new ArrayList<>(List.of(Py.text("df"), Py.dict(types)));
    starts.addAll(module.alone(entry));
    script.add(Py.call("naive.start", starts).after("df = "));
    module.bindUnlessBound(script, stage);
    java(stage);
    RowProgram program = plan.rowProgram(stage);
    new RowMaps(plan, module, functions, program, "df", Map.of()).emit(script);
    Py result = Py.text("col(" + Py.quoted("_" + program.result()) + ")");
    if (!entry.nullable() && !(Tables.result(plan, stage) instanceof DataType.OptionalOf)) {
      Py type = module.types.of(Tables.result(plan, stage));
      result = Py.call("naive.required", Py.text(Py.quoted(entry.name())), type, result);
    }
    script
        .add(Py.call(
                program.materializations() > 0 ? "df.sort(\"#row\").select" : "df.select",
                Py.text("*" + columns),
                named(result, entry.name()))
            .after("return "))
        .outdent();
  }

  private static Py named(Py expression, String name) {
    return expression.before(".alias(" + Py.quoted(name) + ")");
  }

  /**
   * The Java program with its resources, which goes along to every row as a literal argument. Not wrapped in {@code lit}: Daft 0.7.26
   * fails on an empty batch when a row-wise function is given an object that way.
   */
  private void java(Stage stage) {
    List<Py> arguments = new ArrayList<>(List.of(Py.text("JAVA")));
    List<Py> resources = new ArrayList<>();
    for (Resource r : module.resources(stage)) {
      resources.add(module.resource(r, Module.instances(r)));
    }
    if (!resources.isEmpty()) {
      arguments.add(Py.dict(resources).after("resources="));
    }
    if (stage.bound()) {
      arguments.addAll(module.values(module.literals(stage)));
    } else if (module.isBound(stage)) {
      arguments.add(Py.text("bound=bound"));
    }
    script.add(Py.call("headrace.Program", arguments).after(module.local("java") + " = "));
  }
}
