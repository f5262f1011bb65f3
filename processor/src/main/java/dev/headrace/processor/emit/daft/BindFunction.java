package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The function {@code bind} of a module: what it takes, which entries need what of it, and its text. */
final class BindFunction {
  private static final String NONE = " | None = None";
  private final Module module;
  private final Plan plan;
  private final Map<String, Needs> ofEntries = new LinkedHashMap<>();

  BindFunction(Module module) {
    this.module = module;
    this.plan = module.plan;
    plan.graph().entries().stream()
        .map(e -> plan.callStage(e.name()))
        .filter(module::isBound)
        .forEach(s -> ofEntries.put(s.name(), Needs.of(plan, s)));
  }

  /** Whether all entries that are bound need this of it; else {@code bind} can do without. */
  private boolean isCommon(Predicate<Needs> needed) {
    return ofEntries.values().stream().allMatch(needed);
  }

  private boolean isCommon(Input input) {
    return isCommon(n -> n.inputs().contains(input.name()));
  }

  private boolean isCommon(Resource resource) {
    return isCommon(n -> n.resources().contains(resource));
  }

  /** The parameters of {@code bind} that may be left out, and without which it can't compute a column. */
  private List<String> conditions(String column) {
    Stage stage = plan.boundStage(column);
    Needs needs = Needs.of(plan, stage);
    Set<Resource> resources = new LinkedHashSet<>(needs.resources());
    resources.addAll(module.resources(stage));
    List<String> conditions = new ArrayList<>();
    module.literals().stream()
        .filter(i -> needs.inputs().contains(i.name()) && isConditional(i))
        .forEach(i -> conditions.add(Casing.snake(i.name())));
    module.configured(List.copyOf(resources)).stream()
        .filter(r -> !isCommon(r))
        .forEach(r -> conditions.add(Casing.snake(r.slot())));
    return conditions;
  }

  /** Whether those who need the input miss it when it is left out. */
  boolean isConditional(Input input) {
    return !isCommon(input) && (plan.isTable(input) || !input.hasDefault() && !input.nullable());
  }

  /** What an entry needs of {@code bind} that others can do without, and the parameters that it takes. */
  Map<String, List<String>> special(Stage stage) {
    Needs needs = Needs.of(plan, stage);
    Map<String, List<String>> special = new LinkedHashMap<>();
    plan.graph().inputs().stream()
        .filter(i -> needs.inputs().contains(i.name()) && isConditional(i))
        .forEach(i -> special.put(i.name(), List.of(Casing.snake(i.name()))));
    for (Stage column : module.bindStages()) {
      if (needs.columns().contains(column.name())) {
        List<String> conditions = conditions(column.name());
        if (!conditions.isEmpty()) {
          special.put(column.name(), conditions);
        }
      }
    }
    return special;
  }

  /** How a module adds a column to the rows of an input. */
  interface ColumnCode {
    void add(String df, Stage stage, List<String> columns, List<Py> kept);
  }

  /**
   * The text of it: for each table the columns that are computed for its rows.
   *
   * @param how the kind of module, so that none takes what another has kept
   */
  void emit(Script script, ColumnCode code, String how) {
    script.blank(2).section("bind: once, what calls share");
    script.add(signature()).indent();
    script.docstring(doc());
    module.checkConfigured(script, module.bindResources(), r -> !isCommon(r));
    List<Py> arguments = new ArrayList<>();
    if (!module.tables().isEmpty()) {
      arguments.add(bindTables(script, code));
    }
    arguments.addAll(module.values(module.literals()));
    List<Py> configurations = new ArrayList<>(List.of(Py.text(Py.quoted(how))));
    configurations.addAll(module.resourceArguments(module.bindResources()));
    arguments.add(Py.text("materialize=materialize"));
    arguments.add(
        new Py.Group("made_by=(", List.of(Py.text("JAVA"), Py.list(configurations)), ")"));
    script.add(Py.call("headrace.Bound", arguments).after("return ")).outdent();
  }

  private List<String> doc() {
    List<String> text = new ArrayList<>(List.of(Header.bindSummary(plan, module), "", "Args:"));
    for (Input t : module.tables()) {
      String fields = Tables.element(plan, t) instanceof DataType.Struct
          ? "; its fields may be columns of their own instead"
          : "";
      text.add("    " + Casing.snake(t.name()) + ": rows with the column `" + t.name() + "`, "
          + module.types.of(Tables.element(plan, t)).flat() + fields
          + onlyFor(n -> n.inputs().contains(t.name())) + ".");
    }
    module
        .configured(module.bindResources())
        .forEach(r -> text.add("    " + Casing.snake(r.slot())
            + ": the configuration of the Java resource " + r.type().simple()
            + onlyFor(n -> n.resources().contains(r)) + "."));
    module
        .literals()
        .forEach(i -> text.add("    " + Casing.snake(i.name()) + ": "
            + module.types.of(Tables.type(plan, i.type())).flat()
            + (i.hasDefault() ? "; Java has a default" : "")
            + onlyFor(n -> n.inputs().contains(i.name())) + "."));
    text.add(
        "    materialize: a directory, shared by all workers, to keep what was bound in, for as long as it may be of"
            + " use: another run with the same inputs, code and configuration takes it from there. Without it, it is in"
            + " the memory of the workers, for this run.");
    return text;
  }

  /** What is said of a parameter that not all entries need. */
  private String onlyFor(Predicate<Needs> needed) {
    if (isCommon(needed)) {
      return "";
    }
    List<String> entries = ofEntries.entrySet().stream()
        .filter(e -> needed.test(e.getValue()))
        .map(e -> "`" + e.getKey() + "`")
        .toList();
    return entries.isEmpty() ? "; no entry needs it" : "; only for " + Docs.listed(entries);
  }

  /** The lists with what is computed over them, of those that {@code bind} was given. */
  private Py bindTables(Script script, ColumnCode code) {
    boolean all = module.tables().stream().allMatch(this::isCommon)
        && module.bindStages().stream().allMatch(s -> conditions(s.name()).isEmpty());
    if (all) {
      return Py.list(
          module.tables().stream().map(table -> bindTable(table, script, code)).toList());
    }
    String lists = module.local("lists");
    script.line(lists + ": list[tuple[daft.DataFrame, dict[str, pa.DataType]]] = []");
    for (Input table : module.tables()) {
      if (!isCommon(table)) {
        script.line("if " + Casing.snake(table.name()) + " is not None:").indent();
      }
      bindGiven(table, lists, script, code);
      if (!isCommon(table)) {
        script.outdent();
      }
    }
    return Py.text(lists);
  }

  /** Reads the rows of a list; gives the type of one. */
  private Py read(Input table, String df, Script script) {
    Py element = module.types.of(Tables.element(plan, table));
    Py name = Py.text(Py.quoted(table.name()));
    script.add(Py.call("headrace.rows", Py.text(Casing.snake(table.name())), name, element)
        .after(df + " = "));
    return element;
  }

  /** A list of which something is computed only where what that needs was given. */
  private void bindGiven(Input table, String lists, Script script, ColumnCode code) {
    String parameter = Casing.snake(table.name());
    String df = parameter + "_df";
    String kept = parameter + "_types";
    Py element = read(table, df, script);
    script.add(Py.dict(List.of(element.after(Py.quoted(table.name()) + ": ")))
        .after(kept + ": dict[str, pa.DataType] = "));
    List<String> columns = new ArrayList<>(List.of(table.name()));
    for (Stage stage : module.bindStages(table)) {
      List<String> conditions = conditions(stage.name());
      if (!conditions.isEmpty()) {
        script
            .line("if " + String.join(" is not None and ", conditions) + " is not None:")
            .indent();
      }
      code.add(df, stage, List.copyOf(columns), List.of(Py.text("*" + kept)));
      columns.add(stage.name());
      script.add(module
          .types
          .of(Tables.result(plan, stage))
          .after(kept + "[" + Py.quoted(stage.name()) + "] = "));
      if (!conditions.isEmpty()) {
        script.outdent();
      }
    }
    script.line(lists + ".append((" + df + ", " + kept + "))");
  }

  /** A list of which everything is computed. */
  private Py bindTable(Input table, Script script, ColumnCode code) {
    String df = Casing.snake(table.name()) + "_df";
    Py element = read(table, df, script);
    List<String> columns = new ArrayList<>(List.of(table.name()));
    List<Py> typed = new ArrayList<>(List.of(element.after(Py.quoted(table.name()) + ": ")));
    for (Stage stage : module.bindStages(table)) {
      code.add(
          df,
          stage,
          List.copyOf(columns),
          columns.stream().map(c -> Py.text(Py.quoted(c))).toList());
      columns.add(stage.name());
      typed.add(module.types.of(Tables.result(plan, stage)).after(Py.quoted(stage.name()) + ": "));
    }
    return new Py.Group("(", List.of(Py.text(df), Py.dict(typed)), ")");
  }

  /** Whether {@code bind} can be called without it. */
  boolean isOptional(Input input) {
    return input.hasDefault() || input.nullable() || !isCommon(input);
  }

  private Py signature() {
    List<Py> parameters = new ArrayList<>();
    List<Py> optional = new ArrayList<>();
    for (Input table : module.tables()) {
      (isCommon(table) ? parameters : optional)
          .add(Py.text(
              Casing.snake(table.name()) + ": daft.DataFrame" + (isCommon(table) ? "" : NONE)));
    }
    parameters.addAll(optional);
    optional.clear();
    parameters.add(Py.text("*"));
    List<Resource> resources = module.bindResources();
    parameters.addAll(
        module.resourceParameters(resources.stream().filter(this::isCommon).toList()));
    for (Input i : module.literals()) {
      (isOptional(i) ? optional : parameters)
          .add(Py.text(module.literal(i) + (isOptional(i) ? " = None" : "")));
    }
    parameters.addAll(optional);
    module
        .resourceParameters(resources.stream().filter(r -> !isCommon(r)).toList())
        .forEach(r -> parameters.add(r.before(NONE)));
    parameters.add(Py.text(Module.MATERIALIZE));
    return new Py.Group("def bind(", parameters, ") -> headrace.Bound:");
  }
}
