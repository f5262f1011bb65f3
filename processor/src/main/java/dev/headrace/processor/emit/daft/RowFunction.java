package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.DataType.Kind;
import dev.headrace.processor.model.Node;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.RowStep;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The row-wise function of one step. */
record RowFunction(Plan plan, Module module, Stage stage, RowStep step, String name) {
  private static final Set<String> TAKEN =
      Set.of("row", "index", "java", "pa", "daft", "headrace", "naive", "col", "lit");

  void emit(Script script) {
    Py returns = module.types().of(type(step.value()));
    Py dtype = module.types().forDaft(type(step.value())).after("return_dtype=");
    boolean exact = needsArrow();
    String value = exact ? "Series" : "Any";
    List<Py> options = new ArrayList<>(List.of(dtype));
    if (exact) {
      options.add(Py.text("batch_size=1"));
    }
    options.add(Py.text("max_retries=0")); // Java repeats, as the step says
    options.add(Py.text("on_error=\"raise\""));
    script.add(Py.call(exact ? "@daft.func.batch" : "@daft.func", options));
    List<String> ids = new ArrayList<>(step.columns());
    ids.addAll(step.once());
    Map<String, String> locals = Module.locals(ids, TAKEN);
    List<Py> parameters = new ArrayList<>();
    if (needsRow()) {
      parameters.add(Py.text("row: " + value));
    }
    if (needsIndex()) {
      parameters.add(Py.text("index: " + value));
    }
    locals.values().forEach(l -> parameters.add(Py.text(l + ": " + value)));
    parameters.add(Py.text("java: Any"));
    script
        .add(new Py.Group("def " + name + "(", parameters, ") -> " + value + ":"))
        .indent();
    script.docstring(List.of(doc()));
    if (needsIndex() && !exact) {
      script
          .line("if index is None:  # the filler that explode puts in for an empty or null list")
          .indent();
      script.line("return None").outdent();
    }
    List<Py> arguments = new ArrayList<>(
        List.of(Py.text(Py.quoted(step.name())), values(step.columns(), locals), returns));
    if (!step.strict()) {
      arguments.add(Py.text("nullable=True"));
    }
    if (needsIndex() && exact) {
      arguments.add(Py.text("index=index"));
    }
    if (!step.once().isEmpty() || !step.kept().isEmpty() || exact && needsRow()) {
      arguments.add(Py.text("row=row"));
    }
    if (!step.once().isEmpty()) {
      arguments.add(values(step.once(), locals).after("once="));
    }
    script
        .add(Py.call(exact ? "java.one_exactly" : "java.one", arguments).after("return "))
        .outdent();
  }

  /** Whether something in it is a time: Python's own are coarser than Java's, and know fewer years. */
  boolean needsArrow() {
    List<String> ids = new ArrayList<>(step.columns());
    ids.addAll(step.once());
    ids.add(step.value());
    return ids.stream()
        .anyMatch(id -> holdsTime(Tables.type(plan, stage.value(id).type())));
  }

  private static boolean holdsTime(DataType type) {
    if (type instanceof DataType.Scalar s) {
      return Set.of(Kind.INSTANT, Kind.LOCAL_DATE, Kind.DURATION).contains(s.kind());
    }
    if (type instanceof DataType.ListOf list) {
      return holdsTime(list.element());
    }
    if (type instanceof DataType.MapOf map) {
      return holdsTime(map.value());
    }
    return type instanceof DataType.OptionalOf optional
        ? holdsTime(optional.element())
        : type instanceof DataType.Struct struct
            && struct.fields().stream().anyMatch(f -> holdsTime(f.type()));
  }

  boolean needsRow() {
    return !step.kept().isEmpty() || step.columns().isEmpty() && step.once().isEmpty();
  }

  /** Whether nothing else would tell an element from the filler of an empty list: no operand on the axis refuses null. */
  boolean needsIndex() {
    return needsIndex(stage, step);
  }

  /** The same for stages that can share the function. */
  static String key(Stage stage, RowStep step) {
    return step.name() + (needsIndex(stage, step) ? "#index" : "");
  }

  private static boolean needsIndex(Stage stage, RowStep step) {
    int depth = step.path().size();
    return depth > 0
        && !(stage.value(step.value()) instanceof Value.Computed c
            && c.forms().stream()
                .allMatch(f -> f.operands().stream()
                    .filter(Value.Operand::needsValue)
                    .flatMap(o -> o.value().stream())
                    .anyMatch(v -> step.columns().contains(v) && stage.path(v).size() == depth)));
  }

  private Py values(List<String> ids, Map<String, String> locals) {
    return Py.list(ids.stream()
        .map(id -> Py.tuple(
            Py.text(java.util.Objects.requireNonNull(locals.get(id))),
            module.types().of(type(id))))
        .toList());
  }

  private DataType type(String id) {
    List<String> within = Axis.path(stage.root(), step.path());
    return Tables.row(plan, stage, id, Tables.depth(stage.value(id).path(), within));
  }

  /** What the function is for that calls no step. */
  private static String asColumn(Value value) {
    if (value instanceof Value.Collected all) {
      return "All of " + all.of()
          + (all.optional()
              ? ", if there is any."
              : all.isNested() ? " as a list." : " in one list.");
    }
    return (value instanceof Value.Component c ? c.component() + " of " + c.of() : value.id())
        + ", as a column.";
  }

  private String doc() {
    if (!(stage.value(step.value()) instanceof Value.Computed c)) {
      return asColumn(stage.value(step.value()));
    }
    Node node = c.single().or(c::batch).orElseThrow().node();
    String summary = Docs.summary(node.doc());
    String built = step.kept().isEmpty()
        ? ""
        : " " + String.join(", ", step.kept()) + (step.kept().size() == 1 ? " is" : " are")
            + " built once per row.";
    return (summary.isEmpty() ? "" : summary + " ") + "Java: " + BatchModule.javaName(node) + "."
        + built;
  }
}
