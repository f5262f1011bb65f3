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
  private final Set<String> names = new HashSet<>(); // of the functions
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
    String base = module.stepFunction(step.value());
    String name = step.name().startsWith("step.") && !names.contains(base)
        ? base
        : base + "_in_" + Casing.snake(stage.name());
    if (functions.putIfAbsent(RowFunction.key(stage, step), name) == null) {
      names.add(name);
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
    module.head(start, imports);
    return start.toString() + script;
  }

  /** Adds a column that is computed for the rows of an input, beside the columns there are. */
  private void bindColumn(String df, Stage stage, List<String> columns, List<Py> kept) {
    java(stage);
    RowProgram program = plan.rowProgram(stage);
    Map<String, String> given = new LinkedHashMap<>();
    stage.inputs().forEach(id -> given.put(id, Tables.rowColumn(stage, id)));
    boolean explodes = program.materializations() > 0;
    if (explodes) {
      List<Py> starts = given.entrySet().stream()
          .<Py>map(e -> Py.tuple(
                  Py.text("col(" + Py.quoted(e.getValue()) + ")"),
                  module.types.of(Tables.type(plan, stage.value(e.getKey()).type())))
              .after(Py.quoted(e.getKey()) + ": "))
          .toList();
      script.add(Py.call("naive.start", Py.text(df), Py.dict(starts)).after(df + " = "));
      given.clear();
    }
    new RowMaps(plan, module, functions, program, df, given).emit(script);
    result(df, stage.name(), program, given);
    List<Py> selected = new ArrayList<>(kept);
    selected.add(Py.text(Py.quoted(stage.name())));
    String rows = explodes ? df + ".sort(\"#row\")" : df;
    script.add(Py.call(rows + ".select", selected).after(df + " = "));
  }

  private void entry(Entry entry) {
    Stage stage = plan.callStage(entry.name());
    script.blank(2).section(entry.name());
    script.add(module.entrySignature(entry, stage, List.of())).indent();
    script.docstring(module.entryDoc(entry, stage, List.of()));
    module.checkConfigured(script, module.resources(stage));
    script.line("headrace.check_fresh(df, " + Py.quoted(entry.name()) + ")");
    List<Py> starts = entry.parameters().stream()
        .<Py>map(p -> Py.tuple(
                module.column(entry, p), module.types.of(Tables.type(plan, p.type())))
            .after(Py.quoted(p.name()) + ": "))
        .toList();
    String columns = module.local("columns");
    script.line(columns + " = [*df.column_names, " + Py.quoted(entry.name()) + "]");
    script.add(Py.call("naive.start", Py.text("df"), Py.dict(starts)).after("df = "));
    module.bindUnlessBound(script, stage);
    java(stage);
    RowProgram program = plan.rowProgram(stage);
    new RowMaps(plan, module, functions, program, "df", Map.of()).emit(script);
    Py result = Py.text("col(" + Py.quoted("_" + program.result()) + ")");
    if (!entry.nullable() && !(Tables.result(plan, stage) instanceof DataType.OptionalOf)) {
      Py type = module.types.of(Tables.result(plan, stage));
      result = Py.call("naive.required", Py.text(Py.quoted(entry.name())), type, result);
    }
    script.add(
        Py.call("df.with_column", Py.text(Py.quoted(entry.name())), result).after("df = "));
    script
        .line("return df" + (program.materializations() > 0 ? ".sort(\"#row\")" : "") + ".select(*"
            + columns + ")")
        .outdent();
  }

  private void result(String df, String name, RowProgram program, Map<String, String> given) {
    String column = given.getOrDefault(program.result(), "_" + program.result());
    script.add(Py.call(
            df + ".with_column",
            Py.text(Py.quoted(name)),
            Py.text("col(" + Py.quoted(column) + ")"))
        .after(df + " = "));
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
    script.add(Py.call("headrace.Program", arguments).after("java = "));
  }
}
