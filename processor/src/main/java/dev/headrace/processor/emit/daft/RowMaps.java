package dev.headrace.processor.emit.daft;

import dev.headrace.processor.emit.shape.Tables;
import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.RowProgram;
import dev.headrace.processor.plan.RowStep;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
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
    this.stage = program.stage();
    this.df = df;
    this.given = Map.copyOf(given);
  }

  void emit(Script script) {
    for (RowProgram.Map map : program.maps()) {
      String over = map.path().isEmpty() ? "row" : "element of " + String.join(" of ", map.path());
      String steps = map.steps().stream().map(RowStep::value).collect(Collectors.joining(", "));
      script.blank(1).line("# for each " + over + ": " + steps);
      emit(map, script);
    }
    script.blank(1);
  }

  private void emit(RowProgram.Map map, Script script) {
    List<String> prefixes = new ArrayList<>();
    for (int level = 1; level <= map.path().size(); level++) {
      prefixes.add("_" + ++opened);
      open(map, level, prefixes, script);
    }
    Set<String> made = new LinkedHashSet<>();
    for (RowStep step : map.steps()) {
      List<Py> arguments = new ArrayList<>();
      RowFunction function = new RowFunction(
          plan, module, stage, step, java.util.Objects.requireNonNull(functions.get(step.name())));
      if (function.needsRow()) {
        arguments.add(Py.text(row(prefixes)));
      }
      if (function.needsIndex()) {
        arguments.add(col(prefix(prefixes) + "#index"));
      }
      step.columns().forEach(id -> arguments.add(col(column(id, map.path(), prefixes))));
      step.once().forEach(id -> arguments.add(col(column(id, map.path(), prefixes))));
      arguments.add(Py.text("java"));
      String target = prefix(prefixes) + "_" + step.value();
      script.add(Py.call(
              df + ".with_column", Py.text(Py.quoted(target)), Py.call(function.name(), arguments))
          .after(df + " = "));
      made.add(step.value());
      cut(script, 1);
    }
    Set<String> wanted = wanted(map, made);
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
  private Set<String> wanted(RowProgram.Map map, Set<String> made) {
    Set<String> wanted = new LinkedHashSet<>();
    for (RowProgram.Map later :
        program.maps().subList(program.maps().indexOf(map) + 1, program.maps().size())) {
      for (RowStep step : later.steps()) {
        wanted.addAll(step.columns());
        wanted.addAll(step.once());
        wanted.addAll(stage.path(step.value()));
      }
    }
    wanted.add(program.result());
    for (String id : List.copyOf(wanted)) {
      if (stage.value(id) instanceof Value.Element e) {
        wanted.add(e.list());
      }
    }
    wanted.retainAll(made);
    return wanted;
  }

  private void open(RowProgram.Map map, int level, List<String> prefixes, Script script) {
    String prefix = prefixes.get(level - 1);
    List<String> outer = prefixes.subList(0, level - 1);
    Map<String, String> copies = new LinkedHashMap<>();
    Set<String> carried = read(map);
    if (level < map.path().size()) {
      carried.add(map.path().get(level)); // the list that the next level opens
    }
    for (String id : carried) {
      boolean later =
          stage.value(id) instanceof Value.Element && depth(id) > level; // its list goes along
      if (!later && lies(id, map.path(), level)) {
        boolean opens = stage.value(id) instanceof Value.Element && depth(id) == level;
        String source = opens ? ((Value.Element) stage.value(id)).list() : id;
        copies.put(id, column(source, map.path(), outer));
      }
    }
    String axis = map.path().get(level - 1);
    if (copies.isEmpty()) {
      copies.put(axis + "_element", column(axis, map.path(), outer));
    }
    List<Py> pairs = copies.entrySet().stream()
        .map(e -> Py.text(Py.quoted(e.getKey()) + ": " + Py.quoted(e.getValue())))
        .toList();
    script.add(Py.call("naive.number", Py.text(df), Py.text(Py.quoted(prefix)), Py.dict(pairs))
        .after(df + " = "));
    List<Py> exploded = new ArrayList<>(copies.keySet().stream()
        .map(name -> Py.text(Py.quoted(prefix + "_" + name)))
        .toList());
    exploded.add(Py.text(Py.quoted(prefix + "#index")));
    script.add(Py.call(df + ".explode", exploded).after(df + " = "));
  }

  /** The columns that the steps of a map read and do not make themselves. */
  private Set<String> read(RowProgram.Map map) {
    Set<String> read = new LinkedHashSet<>();
    map.steps().forEach(s -> {
      read.addAll(s.columns());
      read.addAll(s.once());
    });
    map.steps().forEach(s -> read.remove(s.value()));
    return read;
  }

  private int depth(String id) {
    return stage.path(id).size();
  }

  /** Whether the value lies on the first {@code level} axes of the path. */
  private boolean lies(String id, List<String> path, int level) {
    return depth(id) >= level && stage.path(id).subList(0, level).equals(path.subList(0, level));
  }

  /** Where a value is, within the axes opened so far. */
  private String column(String id, List<String> path, List<String> prefixes) {
    int level = prefixes.size();
    while (level > 0 && !lies(id, path, level)) {
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
      types.add(Py.text(Py.quoted(id) + ": " + module.types.of(type)));
    }
    script.add(Py.call("naive.in_order", Py.text(df), Py.text(Py.quoted(prefix)), Py.dict(types))
        .after(df + " = "));
    if (prefixes.size() > 1) {
      String outer = prefixes.get(prefixes.size() - 2);
      List<Py> renamed = wanted.stream()
          .map(id -> Py.text(Py.quoted("_" + id) + ": " + Py.quoted(outer + "_" + id)))
          .toList();
      script.add(Py.call(df + ".with_columns_renamed", Py.dict(renamed)).after(df + " = "));
    }
  }
}
