package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.RowProgram;
import dev.headrace.processor.plan.RowStep;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The maps of one function: number, explode, compute, group, put in order. */
final class RowMaps {
  private static final int DEEPEST_PLAN = 64;
  private static final int PLANS_OF_A_MAP = 8;
  private final Plan plan;
  private final Module module;
  private final Map<String, String> functions;
  private final RowProgram program;
  private final Map<String, Integer> lastReader; // the index of the map
  private final Stage stage;
  private final String df;
  private final Map<String, String> given;
  private int opened;
  private int deep;

  /** {@code given}: the columns of values that have names of their own there. */
  RowMaps(
      Plan plan,
      Module module,
      Map<String, String> functions,
      RowProgram program,
      String df,
      Map<String, String> given) {
    this.plan = plan;
    this.module = module;
    this.functions = functions;
    this.program = program;
    this.lastReader = lastReaders(program);
    this.stage = program.stage();
    this.df = df;
    this.given = Map.copyOf(given);
  }

  void emit(Script script) {
    for (int i = 0; i < program.maps().size(); i++) {
      RowProgram.Map map = program.maps().get(i);
      String over = over(stage, map);
      String steps = map.steps().stream().map(RowStep::value).collect(Collectors.joining(", "));
      script.blank(1).comment("for each " + over + ": " + steps);
      emit(i, map, script);
    }
    script.blank(1);
  }

  /** What a map is for: {@code row}, or {@code element of inner of outer}. */
  static String over(Stage stage, RowProgram.Map map) {
    List<String> lists = new ArrayList<>();
    map.path().forEach(axis -> lists.add(0, stage.axis(axis).name()));
    return lists.isEmpty() ? "row" : "element of " + String.join(" of ", lists);
  }

  private void emit(int index, RowProgram.Map map, Script script) {
    List<String> prefixes = new ArrayList<>();
    for (int level = 1; level <= map.path().size(); level++) {
      prefixes.add("_" + ++opened);
      open(map, level, prefixes, script);
    }
    Set<String> made = new LinkedHashSet<>();
    for (RowStep step : map.steps()) {
      List<Py> arguments = new ArrayList<>();
      RowFunction function = new RowFunction(
          plan,
          module,
          stage,
          step,
          java.util.Objects.requireNonNull(functions.get(RowFunction.key(stage, step))));
      if (function.needsRow()) {
        arguments.add(Py.text(row(prefixes)));
      }
      if (function.needsIndex()) {
        arguments.add(col(prefix(prefixes) + "#index"));
      }
      step.columns().forEach(id -> arguments.add(col(column(id, map.path(), prefixes))));
      step.once().forEach(id -> arguments.add(col(column(id, map.path(), prefixes))));
      arguments.add(Py.text(module.local("java")));
      String target = prefix(prefixes) + "_" + step.value();
      script.add(Py.call(
              df + ".with_column", Py.text(Py.quoted(target)), Py.call(function.name(), arguments))
          .after(df + " = "));
      made.add(step.value());
      cut(script, 1);
    }
    Set<String> wanted = wanted(index, made);
    for (int level = map.path().size(); level > 0; level--) {
      close(map.path().size() - level, prefixes.subList(0, level), wanted, script);
      cut(script, PLANS_OF_A_MAP);
    }
  }

  /** Has Daft run what there is so far, where its plan would become deeper than the stacks of its threads. */
  private void cut(Script script, int plans) {
    deep += plans;
    if (deep >= DEEPEST_PLAN) {
      deep = 0;
      script.line(
          df + " = " + df + ".collect()  # a plan that is deeper still overflows Daft's stack");
    }
  }

  /** What later maps or the result read of a map. */
  private Set<String> wanted(int map, Set<String> made) {
    Set<String> wanted = new LinkedHashSet<>(made);
    wanted.removeIf(id -> lastReader.getOrDefault(id, -1) <= map && !id.equals(program.result()));
    return wanted;
  }

  private static Map<String, Integer> lastReaders(RowProgram program) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < program.maps().size(); i++) {
      for (String id : program.read(program.maps().get(i), 0)) {
        last.put(id, i);
      }
    }
    return last;
  }

  /** Explodes what is read of the axis of this level, and what that of the levels within it is made of. */
  private void open(RowProgram.Map map, int level, List<String> prefixes, Script script) {
    String prefix = prefixes.get(level - 1);
    List<String> outer = prefixes.subList(0, level - 1);
    Axis axis = stage.axis(map.path().get(level - 1));
    Map<String, Py> copies = new LinkedHashMap<>();
    List<String> read = program.read(map, level).stream()
        .filter(id -> program.lies(id, map.path(), level))
        .toList();
    if (read.isEmpty()) {
      copies.put(axis.id() + "_element", exploded(axis.list(), axis, map.path(), outer));
    }
    for (String id : read) {
      copies.put(
          id,
          program.opens(id, level)
              ? element(id, axis, map.path(), outer)
              : at(id, map.path(), outer));
    }
    List<Py> pairs = copies.entrySet().stream()
        .map(e -> e.getValue().after(Py.quoted(e.getKey()) + ": "))
        .toList();
    script.add(Py.call("naive.number", Py.text(df), Py.text(Py.quoted(prefix)), Py.dict(pairs))
        .after(df + " = "));
    List<Py> exploded = new ArrayList<>(copies.keySet().stream()
        .map(name -> Py.text(Py.quoted(prefix + "_" + name)))
        .toList());
    exploded.add(Py.text(Py.quoted(prefix + "#index")));
    script.add(Py.call(df + ".explode", exploded).after(df + " = "));
  }

  /** The lists of an element's list. */
  private Py element(String id, Axis axis, List<String> path, List<String> outer) {
    Value.Element element = (Value.Element) stage.value(id);
    Py lists = exploded(element.list(), axis, path, outer);
    return !element.lockstep()
        ? lists
        : Py.call(
            "naive.lockstep",
            Py.text(Py.quoted(element.list())),
            lists,
            Py.text(Py.quoted(axis.name())),
            exploded(axis.list(), axis, path, outer),
            module.types.of(Tables.type(plan, element.type())));
  }

  /** A list's column as one to be exploded along the axis. */
  private Py exploded(String list, Axis axis, List<String> path, List<String> outer) {
    Py lists = at(program.source(list), path, outer);
    boolean again = axis.parent().size() > stage.value(list).path().size();
    if (Tables.type(plan, stage.value(list).type()) instanceof DataType.OptionalOf optional
        && program.source(list).equals(list)) {
      again =
          true; // else the filler of an empty list were an empty list, and what is made of it null
      lists = Py.call("naive.present", lists, module.types.of(optional.element()));
    }
    return again && !outer.isEmpty()
        ? Py.call("naive.within", Py.text(Py.quoted(prefix(outer))), lists)
        : lists;
  }

  private Py at(String id, List<String> path, List<String> prefixes) {
    return Py.text(Py.quoted(column(id, path, prefixes)));
  }

  /** Where a value is, within the axes opened so far. */
  private String column(String id, List<String> path, List<String> prefixes) {
    int level = prefixes.size();
    while (level > 0 && !program.lies(id, path, level)) {
      level--;
    }
    return level == 0 && given.containsKey(id)
        ? given.get(id)
        : prefix(prefixes.subList(0, level)) + "_" + id;
  }

  private static String prefix(List<String> prefixes) {
    return prefixes.isEmpty() ? "" : prefixes.get(prefixes.size() - 1);
  }

  private static Py col(String name) {
    return Py.text("col(" + Py.quoted(name) + ")");
  }

  /** A key of the row around the element. */
  private static String row(List<String> prefixes) {
    return prefixes.size() < 2
        ? "col(\"#row\")"
        : "col(\"#row\").cast(DataType.string()) + \"/\" + col("
            + Py.quoted(prefix(prefixes) + "#row") + ").cast(DataType.string())";
  }

  private void close(int inner, List<String> prefixes, Set<String> wanted, Script script) {
    String prefix = prefix(prefixes);
    List<Py> names = new ArrayList<>(List.of(Py.text(Py.quoted(prefix))));
    wanted.forEach(id -> names.add(Py.text(Py.quoted(id))));
    Py.Group lists = Py.call("*naive.lists", names);
    script.add(Py.call(
            df + ".groupby(" + Py.quoted(prefix + "#row") + ").agg",
            lists,
            Py.text("*naive.same(" + df + ", " + Py.quoted(prefix) + ")"))
        .after(df + " = "));
    List<Py> types = new ArrayList<>();
    for (String id : wanted) {
      DataType type = Tables.type(plan, stage.value(id).type());
      for (int i = 0; i < inner; i++) {
        type = new DataType.ListOf(type, JavaType.Declared.listOf(type.java()));
      }
      types.add(module.types.of(type).after(Py.quoted(id) + ": "));
    }
    List<Py> arguments =
        new ArrayList<>(List.of(Py.text(df), Py.text(Py.quoted(prefix)), Py.dict(types)));
    if (prefixes.size() > 1) {
      arguments.add(Py.text("outer=" + Py.quoted(prefixes.get(prefixes.size() - 2))));
    }
    script.add(Py.call("naive.in_order", arguments).after(df + " = "));
  }
}
