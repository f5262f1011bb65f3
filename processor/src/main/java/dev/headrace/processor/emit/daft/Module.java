package dev.headrace.processor.emit.daft;

import static java.util.stream.Collectors.joining;

import dev.headrace.processor.emit.java.Resources;
import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.processor.emit.shape.Records;
import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What both modules of a pipeline have in common: names, types, configurations, signatures and the command line. */
final class Module {
  private static final Set<String> TAKEN = Set.of(
      "daft",
      "datetime",
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
  static final String MATERIALIZE = "materialize: str | None = None";
  final Plan plan;
  final Records records;
  final ArrowTypes types;
  final BindFunction bind;

  private final Set<String> used = new HashSet<>(TAKEN);
  private final Map<String, String> functions = new HashMap<>();
  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();

  Module(Plan plan) {
    this.plan = plan;
    this.records = new Records(Tables.all(plan));
    this.types = new ArrowTypes(records, used);
    plan.graph().entries().forEach(e -> functions.put(e.name(), unused(Casing.snake(e.name()))));
    for (Resource r : plan.graph().resources()) {
      String base =
          r.slot().substring(0, 1).toUpperCase(java.util.Locale.ROOT) + r.slot().substring(1);
      classes.put(r.slot(), unused(base));
      constants.put(r.slot(), unused(Casing.constant(r.slot()) + "_CONFIG"));
    }
    plan.graph()
        .steps()
        .forEach(s -> functions.put("step " + s.value(), unusedStep(Casing.snake(s.value()))));
    this.bind = new BindFunction(this);
  }

  private static String name(Map<String, String> names, String key) {
    return java.util.Objects.requireNonNull(names.get(key), key);
  }

  /** The name, or one like it that nothing else in the module has. */
  String unused(String name) {
    return unused(name, used);
  }

  private static String unused(String name, Set<String> used) {
    String unused = name;
    while (!used.add(unused)) {
      unused += "_";
    }
    return unused;
  }

  /** A parameter of its name would hide the function. */
  private String unusedStep(String name) {
    return unused(used.contains(name) || isParameter(name) ? bare(name) + "_step" : name);
  }

  private boolean isParameter(String name) {
    return name.equals("materialize")
        || plan.graph().inputs().stream().anyMatch(i -> Casing.snake(i.name()).equals(name))
        || plan.graph().resources().stream()
            .anyMatch(r -> Casing.snake(r.slot()).equals(name));
  }

  /** Without what tells a name from Python's own: for what it is a part of. */
  static String bare(String name) {
    return name.replaceAll("_+$", "");
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

  /** The types of what is given to Python's functions as it is, and not in a column. */
  private Stream<String> hints() {
    Stream<JavaType> settings = configured(Resources.used(plan)).stream()
        .flatMap(r -> Resources.asked(plan.graph(), r).stream())
        .map(Setting::type);
    return Stream.concat(literals().stream().map(Input::type), settings)
        .map(type -> ArrowTypes.hint(Tables.type(plan, type)));
  }

  void head(Script script, boolean typing, List<String> imports) {
    script.blank(1);
    if (hints().anyMatch(hint -> hint.contains("datetime."))) {
      script.line("import datetime");
      if (!typing) {
        script.blank(1);
      }
    }
    imports.forEach(script::line);
    script.blank(1).line("JAVA = " + Py.quoted(javaClass()));
    List<Resource> configured = configured(Resources.used(plan));
    Script configurations = new Script(); // which speak of records, too
    for (Resource r : configured) {
      if (r.equals(configured.get(0))) {
        configurations.blank(2).section("configurations of resources");
      } else {
        configurations.blank(2);
      }
      configuration(configurations, r);
    }
    List<Py> constants = types.constants();
    if (!constants.isEmpty()) {
      script.blank(1).section("types");
      constants.forEach(script::add);
    }
    script.paste(configurations);
  }

  private void configuration(Script script, Resource r) {
    script.line("class " + configClass(r) + "(NamedTuple):").indent();
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
      fields.add(Py.tuple(Py.text(Py.quoted(s.name())), types.of(type)));
    }
    script
        .outdent()
        .blank(2)
        .add(Py.call("pa.struct", Py.list(fields)).after(configType(r) + " = "));
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
    List<Py> arguments = new ArrayList<>(List.of(Py.text(instances)));
    if (asked) {
      arguments.add(Py.text(Casing.snake(r.slot())));
      arguments.add(Py.text(configType(r)));
    }
    return Py.call("headrace.Resource", arguments).after(Py.quoted(r.slot()) + ": ");
  }

  /** What an entry's function takes besides rows and the options that all have. */
  Set<String> parameters(Stage stage) {
    Set<String> parameters = new LinkedHashSet<>(unbound(stage).keySet());
    configured(resources(stage)).forEach(r -> parameters.add(Casing.snake(r.slot())));
    return parameters;
  }

  /** Variables for values, by their ids. */
  static Map<String, String> locals(Collection<String> ids, Set<String> taken) {
    Set<String> used = new HashSet<>(taken);
    Map<String, String> locals = new LinkedHashMap<>();
    ids.forEach(id -> locals.put(id, unused(Casing.snake(id), used)));
    return locals;
  }

  /** A variable that hides no parameter of {@code bind}, which an entry may have too. */
  String local(String name) {
    return isParameter(name) ? local(name + "_") : name;
  }

  /** {@code k: int}, for an input that is no table. */
  String literal(Input input) {
    return Casing.snake(input.name()) + ": " + ArrowTypes.hint(Tables.type(plan, input.type()))
        + (bind.isOptional(input) ? " | None" : "");
  }

  /** {@code values={"k": (k, pa.int32())}}, for inputs that are no tables. */
  List<Py> values(List<Input> inputs) {
    List<Py> given = new ArrayList<>();
    List<Py> optional = new ArrayList<>();
    for (Input i : inputs) {
      String name = Casing.snake(i.name());
      Py type = types.of(Tables.type(plan, i.type()));
      if (i.hasDefault() || bind.isConditional(i)) {
        optional.add(
            Py.call("headrace.unless_none", Py.text(Py.quoted(i.name())), Py.text(name), type));
      } else {
        given.add(Py.tuple(Py.text(name), type).after(Py.quoted(i.name()) + ": "));
      }
    }
    if (given.isEmpty() && optional.size() < 2) {
      return optional.stream().map(one -> one.after("values=")).toList();
    }
    optional.forEach(one -> given.add(one.after("**")));
    return List.of(Py.dict(given).after("values="));
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
    Needs needs = Needs.of(plan, stage);
    tables().stream()
        .filter(t -> needs.inputs().contains(t.name()))
        .forEach(t -> parameters.put(Casing.snake(t.name()), "daft.DataFrame | None"));
    literals().stream()
        .filter(i -> needs.inputs().contains(i.name()))
        .forEach(i -> parameters.put(
            Casing.snake(i.name()), ArrowTypes.hint(Tables.type(plan, i.type())) + " | None"));
    List<Resource> own = resources(stage);
    configured(bindResources()).stream()
        .filter(r -> needs.resources().contains(r) && !own.contains(r))
        .forEach(r -> parameters.put(Casing.snake(r.slot()), configClass(r) + " | None"));
    parameters.put("materialize", "str | None");
    return parameters;
  }

  /** Fails unless the configurations are what they should be, before anything runs. */
  void checkConfigured(Script script, List<Resource> resources) {
    checkConfigured(script, resources, r -> false);
  }

  /** The same, where some may be left out. */
  void checkConfigured(Script script, List<Resource> resources, Predicate<Resource> mayLack) {
    List<Py> given = new ArrayList<>();
    List<Py> lacking = configured(resources).stream()
        .filter(mayLack)
        .map(r -> Py.text(Py.quoted(Casing.snake(r.slot()))))
        .toList();
    if (!lacking.isEmpty()) {
      given.add(Py.list(lacking));
    }
    configured(resources).stream()
        .<Py>map(r -> Py.tuple(
                Py.text(Casing.snake(r.slot())), Py.text(configClass(r)), Py.text(configType(r)))
            .after(Casing.snake(r.slot()) + "="))
        .forEach(given::add);
    if (!given.isEmpty()) {
      script.add(Py.call("headrace.check_configured", given));
    }
  }

  /** Binds what an entry was given, if it wasn't given what {@code bind} returned. */
  void bindUnlessBound(Script script, Stage stage) {
    if (isBound(stage)) {
      List<Py> inputs = unbound(stage).keySet().stream()
          .map(name -> Py.text(Py.quoted(name) + ": " + name))
          .toList();
      List<Py> arguments =
          new ArrayList<>(List.of(Py.text("bound"), Py.text("bind"), Py.dict(inputs)));
      Map<String, List<String>> special = bind.special(stage);
      if (!special.isEmpty()) {
        arguments.add(Py.dict(special.entrySet().stream()
            .map(e -> Py.list(
                    e.getValue().stream().map(p -> Py.text(Py.quoted(p))).toList())
                .after(Py.quoted(e.getKey()) + ": "))
            .toList()));
      }
      List<Resource> own = resources(stage);
      Set<Resource> needed = Needs.of(plan, stage).resources();
      configured(bindResources()).stream()
          .filter(r -> own.contains(r) && needed.contains(r))
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
        .map(p -> "`" + p.name() + "`, " + types.of(Tables.type(plan, p.type())).flat())
        .collect(joining("; "));
    String fields = isAlone(entry) ? "; its fields may be columns of their own instead" : "";
    return "rows with the column" + (entry.parameters().size() == 1 ? " " : "s ") + columns + fields
        + ".";
  }

  boolean isAlone(Entry entry) {
    return entry.parameters().size() == 1
        && Tables.type(plan, entry.parameters().get(0).type()) instanceof DataType.Struct;
  }

  /** The type of an entry's column. */
  Py columnType(Parameter p) {
    return types.of(Tables.type(plan, p.type()));
  }

  /** Further arguments of what reads an entry's columns. */
  List<Py> alone(Entry entry) {
    return isAlone(entry) ? List.of(Py.text("alone=True")) : List.of();
  }

  /** The name of the function of a step of the row-by-row program, which is the same for all entries. */
  String stepFunction(String value) {
    return functions.computeIfAbsent("step " + value, k -> unusedStep(Casing.snake(value)));
  }

  void main(Script script) {
    List<Py> arguments = new ArrayList<>();
    if (hasBind()) {
      List<Py> bind = new ArrayList<>(List.of(Py.text("bind")));
      List<Py> inputs = tables().stream()
          .map(t -> Py.tuple(Py.text(Py.quoted(t.name())), types.of(Tables.element(plan, t)))
              .after(Py.quoted(Casing.snake(t.name())) + ": "))
          .toList();
      if (!inputs.isEmpty()) {
        bind.add(Py.dict(inputs).after("inputs="));
      }
      List<Py> values = literals().stream()
          .map(i ->
              types.of(Tables.type(plan, i.type())).after(Py.quoted(Casing.snake(i.name())) + ": "))
          .toList();
      if (!values.isEmpty()) {
        bind.add(Py.dict(values).after("values="));
      }
      arguments.add(Py.call("headrace.Bind", bind).after("bind="));
    }
    List<Py> entries = new ArrayList<>();
    for (Entry e : plan.graph().entries()) {
      Stage stage = plan.callStage(e.name());
      List<Py> columns = e.parameters().stream()
          .map(p -> columnType(p).after(Py.quoted(p.name()) + ": "))
          .toList();
      List<Py> entry = new ArrayList<>(List.of(Py.text(entryFunction(e)), Py.dict(columns)));
      if (isBound(stage)) {
        List<Py> needs = bind.special(stage).values().stream()
            .flatMap(List::stream)
            .distinct()
            .map(p -> Py.text(Py.quoted(p)))
            .toList();
        if (!needs.isEmpty()) {
          entry.add(Py.list(needs).after("needs="));
        }
      }
      entries.add(Py.call("headrace.Entry", entry));
    }
    arguments.add(Py.list(entries).after("entries="));
    List<Py> resources = configured(Resources.used(plan)).stream()
        .map(r -> Py.text(Py.quoted(Casing.snake(r.slot())) + ": (" + configClass(r) + ", "
            + configType(r) + ")"))
        .toList();
    if (!resources.isEmpty()) {
      arguments.add(Py.dict(resources).after("resources="));
    }
    script.blank(2).line("if __name__ == \"__main__\":").indent();
    script.add(Py.call("headrace.main", arguments)).outdent();
  }
}
