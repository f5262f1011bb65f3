package dev.headrace.processor.emit.daft;

import static java.util.stream.Collectors.joining;

import dev.headrace.processor.emit.java.Resources;
import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What both modules of a pipeline have in common: names, types, configurations, signatures and the command line. */
final class Module {
  private static final Set<String> TAKEN = Set.of(
      "daft",
      "headrace",
      "pa",
      "DataType",
      "Series",
      "NamedTuple",
      "Any",
      "col",
      "lit",
      "naive",
      "JAVA",
      "bind",
      "program",
      "df",
      "bound",
      "java",
      "index",
      "row",
      "self",
      "stage",
      "columns",
      "list",
      "dict",
      "print",
      "values",
      // types that annotations name, and functions
      "bool",
      "bytes",
      "enumerate",
      "float",
      "int",
      "isinstance",
      "len",
      "map",
      "max",
      "min",
      "object",
      "range",
      "set",
      "sorted",
      "str",
      "sum",
      "tuple",
      "zip");
  private static final String MATERIALIZE = "materialize: str | None = None";
  final Plan plan;
  final Records records;
  final ArrowTypes types;

  private final Map<String, String> functions = new HashMap<>();
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();

  Module(Plan plan) {
    this.plan = plan;
    this.records = new Records(Tables.all(plan));
    this.types = new ArrowTypes(records);
    Set<String> used = new HashSet<>(TAKEN);
    records.all().forEach(s -> used.add(records.constant(s)));
    plan.graph()
        .entries()
        .forEach(e -> functions.put(e.name(), free(Casing.snake(e.name()), used)));
    for (Resource r : plan.graph().resources()) {
      String base =
          r.slot().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + r.slot().substring(1);
      classes.put(r.slot(), free(base, used));
      constants.put(r.slot(), free(Casing.constant(r.slot()) + "_CONFIG", used));
    }
    plan.graph()
        .steps()
        .forEach(s -> functions.put("step " + s.value(), freeStep(Casing.snake(s.value()), used)));
  }

  private static String name(Map<String, String> names, String key) {
    return java.util.Objects.requireNonNull(names.get(key), key);
  }

  private static String free(String name, Set<String> used) {
    String unused = name;
    while (!used.add(unused)) {
      unused += "_";
    }
    return unused;
  }

  private static String freeStep(String name, Set<String> used) {
    return used.contains(name) ? free(name + "_step", used) : free(name, used);
  }

  ArrowTypes types() {
    return types;
  }

  String name() {
    return DaftEmitter.module(plan.graph().type().names());
  }

  String entryFunction(Entry entry) {
    return name(functions, entry.name());
  }

  String configClass(Resource resource) {
    return name(classes, resource.slot());
  }

  String configType(Resource resource) {
    return name(constants, resource.slot());
  }

  List<Input> tables() {
    return plan.graph().inputs().stream().filter(plan::isTable).toList();
  }

  List<Input> literals() {
    return plan.graph().inputs().stream().filter(i -> !plan.isTable(i)).toList();
  }

  boolean hasBind() {
    return !plan.graph().inputs().isEmpty();
  }

  /** Whether the entry needs what {@code bind} returns. */
  boolean isBound(Stage stage) {
    return hasBind()
        && (!stage.outside().isEmpty()
            || resources(stage).stream()
                .anyMatch(r -> r.settings().stream()
                    .anyMatch(s -> plan.graph().input(s.name()).isPresent())));
  }

  /** The resources of a stage, and of what each worker builds before it can run it. */
  List<Resource> resources(Stage stage) {
    Set<Resource> found = new LinkedHashSet<>(stage.resources());
    Deque<String> open = new ArrayDeque<>(stage.outside());
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String id = open.pop();
      if (seen.add(id) && plan.kept().contains(id) && !plan.spread().contains(id)) {
        found.addAll(plan.boundStage(id).resources());
        plan.boundStage(id).outside().forEach(open::push);
      }
    }
    return plan.graph().withParts(List.copyOf(found));
  }

  /** The resources that are configured by the user. */
  List<Resource> configured(List<Resource> resources) {
    return resources.stream()
        .filter(r -> !Resources.asked(plan.graph(), r).isEmpty())
        .toList();
  }

  /** The stages over the rows of an input. */
  List<Stage> bindStages(Input table) {
    return plan.tables().stream()
        .filter(t -> t.input().equals(table.name()))
        .flatMap(t -> t.computed().stream())
        .map(plan::boundStage)
        .toList();
  }

  List<Stage> bindStages() {
    return tables().stream().flatMap(t -> bindStages(t).stream()).toList();
  }

  List<Resource> bindResources() {
    return plan.graph()
        .withParts(bindStages().stream()
            .flatMap(s -> s.resources().stream())
            .distinct()
            .toList());
  }

  /** The inputs that a stage of {@code bind} takes, or that its resources are made with. */
  List<Input> literals(Stage stage) {
    Set<String> taken = new HashSet<>(stage.outside());
    resources(stage).forEach(r -> r.settings().forEach(s -> taken.add(s.name())));
    return literals().stream().filter(i -> taken.contains(i.name())).toList();
  }

  // ---- text

  void head(Script script, List<String> imports) {
    script.blank(1);
    imports.forEach(script::line);
    script.blank(1).line("JAVA = " + Py.quoted(javaClass()));
    script.blank(1).section("types");
    records.all().forEach(s -> script.add(types.struct(s).after(records.constant(s) + " = ")));
    for (Resource r : configured(Resources.used(plan))) {
      script.blank(2).line("class " + configClass(r) + "(NamedTuple):").indent();
      String doc = Docs.summary(r.doc());
      script.docstring(
          doc.isEmpty()
              ? List.of("The configuration of the Java resource " + r.type().simple() + ".")
              : List.of(
                  doc, "", "The configuration of the Java resource " + r.type().simple() + "."));
      script.blank(1);
      List<Py> fields = new ArrayList<>();
      for (Setting s : Resources.asked(plan.graph(), r)) {
        var type = Tables.type(plan, s.type());
        script.line(field(s.name()) + ": " + ArrowTypes.hint(type));
        fields.add(Py.text("(" + Py.quoted(s.name()) + ", " + types.of(type) + ")"));
      }
      script
          .outdent()
          .blank(2)
          .add(Py.call("pa.struct", Py.list(fields)).after(configType(r) + " = "));
    }
  }

  /** A field of a named tuple: that may not begin with an underscore. */
  private static String field(String name) {
    String bare = name.replaceAll("^[_$]+", "");
    boolean usable = !bare.isEmpty() && Character.isJavaIdentifierStart(bare.charAt(0));
    return Casing.snake(usable ? bare : "field" + bare);
  }

  private String javaClass() {
    var type = plan.graph().type();
    return (type.packageName().isEmpty() ? "" : type.packageName() + ".")
        + String.join("", type.names()) + "Daft";
  }

  /** {@code token_encoder: TokenEncoder}, for each resource that is configured. */
  List<Py> resourceParameters(List<Resource> resources) {
    return configured(resources).stream()
        .map(r -> Py.text(Casing.snake(r.slot()) + ": " + configClass(r)))
        .toList();
  }

  List<Py> resourceArguments(List<Resource> resources) {
    return configured(resources).stream()
        .map(r -> Py.text(Casing.snake(r.slot())))
        .toList();
  }

  /** How many instances of a resource a worker may hold. */
  static String instances(Resource r) {
    return "headrace.instances(" + Py.quoted(r.slot()) + ", " + r.maxConcurrency()
        + (r.gpus() > 0 ? ", gpus=" + BatchModule.number(r.gpus()) : "") + ")";
  }

  /** How a resource is handed to Java. */
  Py resource(Resource r, String instances) {
    boolean asked = !Resources.asked(plan.graph(), r).isEmpty();
    return Py.call(
            "headrace.Resource",
            Py.text(asked ? Casing.snake(r.slot()) : "None"),
            Py.text(asked ? configType(r) : "None"),
            Py.text(instances))
        .after(Py.quoted(r.slot()) + ": ");
  }

  /** How a module adds a column to the rows of an input. */
  interface ColumnCode {
    void add(String df, Stage stage, List<String> columns);
  }

  /**
   * The function {@code bind}: for each table the columns that are computed for its rows.
   *
   * @param how the kind of module, so that none takes what another has kept
   */
  void bind(Script script, ColumnCode code, String how) {
    script.blank(2).section("bind: once, what calls share");
    script.add(bindSignature()).indent();
    script.docstring(bindDoc());
    List<Py> lists = new ArrayList<>();
    for (Input table : tables()) {
      lists.add(bindTable(table, script, code));
    }
    List<Py> arguments = new ArrayList<>(List.of(Py.list(lists)));
    arguments.addAll(values(literals()));
    List<Py> configurations = new ArrayList<>(List.of(Py.text(Py.quoted(how))));
    configurations.addAll(resourceArguments(bindResources()));
    arguments.add(Py.text("materialize=materialize"));
    arguments.add(
        new Py.Group("made_by=(", List.of(Py.text("JAVA"), Py.list(configurations)), ")"));
    script.add(Py.call("headrace.Bound", arguments).after("return ")).outdent();
  }

  private List<String> bindDoc() {
    List<String> text = new ArrayList<>(List.of(Header.bindSummary(plan, this), "", "Args:"));
    for (Input t : tables()) {
      String fields = Tables.element(plan, t) instanceof DataType.Struct
          ? "; its fields may be columns of their own instead"
          : "";
      text.add("    " + Casing.snake(t.name()) + ": rows with the column `" + t.name() + "`, "
          + types.of(Tables.element(plan, t)) + fields + ".");
    }
    configured(bindResources())
        .forEach(r -> text.add("    " + Casing.snake(r.slot())
            + ": the configuration of the Java resource " + r.type().simple() + "."));
    literals()
        .forEach(i ->
            text.add("    " + Casing.snake(i.name()) + ": " + types.of(Tables.type(plan, i.type()))
                + (i.hasDefault() ? "; Java has a default." : ".")));
    text.add(
        "    materialize: a directory, shared by all workers, to keep what was bound in, for as long as it may be of"
            + " use: another run with the same inputs, code and configuration takes it from there. Without it, it is in"
            + " the memory of the workers, for this run.");
    return text;
  }

  private Py bindTable(Input table, Script script, ColumnCode code) {
    String parameter = Casing.snake(table.name());
    String df = parameter + "_df";
    String element = types.of(Tables.element(plan, table));
    script.add(Py.call(
            "headrace.rows", Py.text(parameter), Py.text(Py.quoted(table.name())), Py.text(element))
        .after(df + " = "));
    List<String> columns = new ArrayList<>(List.of(table.name()));
    List<Py> typed = new ArrayList<>(List.of(Py.text(Py.quoted(table.name()) + ": " + element)));
    for (Stage stage : bindStages(table)) {
      code.add(df, stage, List.copyOf(columns));
      columns.add(stage.name());
      typed.add(Py.text(Py.quoted(stage.name()) + ": " + types.of(Tables.result(plan, stage))));
    }
    return new Py.Group("(", List.of(Py.text(df), Py.dict(typed)), ")");
  }

  private static boolean isOptional(Input input) {
    return input.hasDefault() || input.nullable();
  }

  /** {@code k: int}, for an input that is no table. */
  String literal(Input input) {
    return Casing.snake(input.name()) + ": " + ArrowTypes.hint(Tables.type(plan, input.type()))
        + (isOptional(input) ? " | None" : "");
  }

  Py bindSignature() {
    List<Py> parameters = new ArrayList<>();
    tables().forEach(t -> parameters.add(Py.text(Casing.snake(t.name()) + ": daft.DataFrame")));
    List<Py> named = new ArrayList<>();
    for (Input i : literals()) {
      named.add(Py.text(literal(i) + (isOptional(i) ? " = None" : "")));
    }
    List<Py> resources = resourceParameters(bindResources());
    List<Py> required = new ArrayList<>();
    parameters.add(Py.text("*"));
    required.addAll(resources);
    named.stream().filter(n -> !n.flat().contains("=")).forEach(required::add);
    named.stream().filter(n -> n.flat().contains("=")).forEach(required::add);
    parameters.addAll(required);
    parameters.add(Py.text(MATERIALIZE));
    return new Py.Group("def bind(", parameters, ") -> headrace.Bound:");
  }

  /** {@code values={"k": (k, pa.int32())}}, for inputs that are no tables. */
  List<Py> values(List<Input> inputs) {
    List<Py> given = new ArrayList<>();
    List<Py> optional = new ArrayList<>();
    for (Input i : inputs) {
      String name = Casing.snake(i.name());
      Py pair = Py.text(
          Py.quoted(i.name()) + ": (" + name + ", " + types.of(Tables.type(plan, i.type())) + ")");
      if (i.hasDefault()) {
        optional.add(Py.text("**({" + pair.flat() + "} if " + name + " is not None else {})"));
      } else {
        given.add(pair);
      }
    }
    given.addAll(optional);
    return given.isEmpty() ? List.of() : List.of(Py.dict(given).after("values="));
  }

  /**
   * The signature of an entry's function.
   *
   * @param options parameters that only one of the modules has
   */
  Py entrySignature(Entry entry, Stage stage, List<String> options) {
    List<Py> parameters = new ArrayList<>(List.of(Py.text("df: daft.DataFrame")));
    List<Py> named = new ArrayList<>(resourceParameters(resources(stage)));
    if (isBound(stage)) {
      parameters.add(Py.text("bound: headrace.Bound | None = None"));
      unbound(stage).forEach((name, hint) -> named.add(Py.text(name + ": " + hint + " = None")));
    }
    options.forEach(option -> named.add(Py.text(option)));
    if (!named.isEmpty()) {
      parameters.add(Py.text("*"));
      parameters.addAll(named);
    }
    return new Py.Group("def " + entryFunction(entry) + "(", parameters, ") -> daft.DataFrame:");
  }

  /** What {@code bind} takes, for an entry that is to call it: its parameters beyond the entry's own, with their types. */
  private Map<String, String> unbound(Stage stage) {
    Map<String, String> parameters = new LinkedHashMap<>();
    tables().forEach(t -> parameters.put(Casing.snake(t.name()), "daft.DataFrame | None"));
    literals()
        .forEach(i -> parameters.put(
            Casing.snake(i.name()), ArrowTypes.hint(Tables.type(plan, i.type())) + " | None"));
    List<Resource> own = resources(stage);
    configured(bindResources()).stream()
        .filter(r -> !own.contains(r))
        .forEach(r -> parameters.put(Casing.snake(r.slot()), configClass(r) + " | None"));
    parameters.put("materialize", "str | None");
    return parameters;
  }

  /** Binds what an entry was given, if it wasn't given what {@code bind} returned. */
  void bindUnlessBound(Script script, Stage stage) {
    if (isBound(stage)) {
      List<Py> inputs = unbound(stage).keySet().stream()
          .map(name -> Py.text(Py.quoted(name) + ": " + name))
          .toList();
      List<Py> arguments =
          new ArrayList<>(List.of(Py.text("bound"), Py.text("bind"), Py.dict(inputs)));
      List<Resource> own = resources(stage);
      configured(bindResources()).stream()
          .filter(own::contains)
          .map(r -> Casing.snake(r.slot()))
          .forEach(name -> arguments.add(Py.text(name + "=" + name)));
      script.add(Py.call("headrace.bound", arguments).after("bound = "));
    }
  }

  List<String> entryDoc(Entry entry, Stage stage, List<String> options) {
    String adds =
        "Adds the column `" + entry.name() + "` to the rows of `df`, each of which is a call.";
    String doc = Docs.plain(entry.doc());
    List<String> text = new ArrayList<>(doc.isEmpty() ? List.of(adds) : List.of(doc, "", adds));
    text.add("");
    text.add("Args:");
    text.add("    df: " + columnsDoc(entry));
    resources(stage).stream()
        .filter(r -> !Resources.asked(plan.graph(), r).isEmpty())
        .forEach(r -> text.add("    " + Casing.snake(r.slot())
            + ": the configuration of the Java resource " + r.type().simple() + "."));
    if (isBound(stage)) {
      String inputs =
          unbound(stage).keySet().stream().map(n -> "`" + n + "`").collect(joining(", "));
      text.add(
          "    bound: what `bind` returned, for any number of calls; or, for a single one, leave it out and give "
              + inputs + " here.");
    }
    text.addAll(options);
    return text;
  }

  /** The columns that an entry reads, with their types. */
  private String columnsDoc(Entry entry) {
    if (entry.parameters().isEmpty()) {
      return "any rows.";
    }
    String columns = entry.parameters().stream()
        .map(p -> "`" + p.name() + "`, " + types.of(Tables.type(plan, p.type())))
        .collect(joining("; "));
    String fields = isAlone(entry) ? "; its fields may be columns of their own instead" : "";
    return "rows with the column" + (entry.parameters().size() == 1 ? " " : "s ") + columns + fields
        + ".";
  }

  boolean isAlone(Entry entry) {
    return entry.parameters().size() == 1
        && Tables.type(plan, entry.parameters().get(0).type()) instanceof DataType.Struct;
  }

  /** The expression that checks and gives an entry's column. */
  Py column(Entry entry, Parameter p) {
    List<Py> arguments = new ArrayList<>(List.of(
        Py.text("df"),
        Py.text(Py.quoted(p.name())),
        Py.text(types.of(Tables.type(plan, p.type())))));
    if (isAlone(entry)) {
      arguments.add(Py.text("alone=True"));
    }
    return Py.call("headrace.column", arguments);
  }

  /** The name of the function of a step of the row-by-row program. */
  String stepFunction(String value) {
    return functions.getOrDefault("step " + value, Casing.snake(value) + "_");
  }

  void main(Script script) {
    List<Py> arguments = new ArrayList<>();
    if (hasBind()) {
      List<Py> bind = new ArrayList<>(List.of(Py.text("bind")));
      List<Py> inputs = tables().stream()
          .map(t -> Py.text(Py.quoted(Casing.snake(t.name())) + ": (" + Py.quoted(t.name()) + ", "
              + types.of(Tables.element(plan, t)) + ")"))
          .toList();
      if (!inputs.isEmpty()) {
        bind.add(Py.dict(inputs).after("inputs="));
      }
      List<Py> values = literals().stream()
          .map(i -> Py.text(
              Py.quoted(Casing.snake(i.name())) + ": " + types.of(Tables.type(plan, i.type()))))
          .toList();
      if (!values.isEmpty()) {
        bind.add(Py.dict(values).after("values="));
      }
      addResources(bind, bindResources());
      arguments.add(Py.call("headrace.Bind", bind).after("bind="));
    }
    List<Py> entries = new ArrayList<>();
    for (Entry e : plan.graph().entries()) {
      Stage stage = plan.callStage(e.name());
      List<Py> columns = e.parameters().stream()
          .map(p -> Py.text(Py.quoted(p.name()) + ": " + types.of(Tables.type(plan, p.type()))))
          .toList();
      List<Py> entry = new ArrayList<>(List.of(Py.text(entryFunction(e)), Py.dict(columns)));
      addResources(entry, resources(stage));
      if (isBound(stage)) {
        entry.add(Py.text("bound=True"));
      }
      entries.add(Py.call("headrace.Entry", entry));
    }
    arguments.add(Py.list(entries).after("entries="));
    script.blank(2).line("if __name__ == \"__main__\":").indent();
    script.add(Py.call("headrace.main", arguments)).outdent();
  }

  private void addResources(List<Py> arguments, List<Resource> resources) {
    List<Py> given = configured(resources).stream()
        .map(r -> Py.text(Py.quoted(Casing.snake(r.slot())) + ": (" + configClass(r) + ", "
            + configType(r) + ")"))
        .toList();
    if (!given.isEmpty()) {
      arguments.add(Py.dict(given).after("resources="));
    }
  }
}
