package dev.headrace.processor.emit.shape;

import dev.headrace.processor.model.DataType;
import dev.headrace.processor.model.Entry;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.plan.Stage;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;

/** What the Daft programs pass, and how: tables, literals, columns. */
public final class Tables {
  private Tables() {}

  /** What the rows of a table hold. */
  public static DataType element(Plan plan, Input input) {
    return ((DataType.ListOf) type(plan, input.type())).element();
  }

  /** The data type of a Java type that the rules have let through. */
  public static DataType type(Plan plan, JavaType type) {
    return plan.graph()
        .types()
        .dataType(type)
        .orElseThrow(() -> new IllegalArgumentException(type.qualified()));
  }

  /** A value as it lies in a column whose rows leave {@code depth} of its axes inside: lists of lists. */
  public static DataType row(Plan plan, Stage stage, String id, int depth) {
    DataType row = type(plan, stage.value(id).type());
    for (int i = 0; i < depth; i++) {
      row = new DataType.ListOf(
          row, JavaType.Declared.listOf(plan.graph().types().boxed(row.java())));
    }
    return row;
  }

  /** How many axes of a path lie beyond those that are common with another. */
  public static int depth(List<String> path, List<String> within) {
    return path.size() - Axis.common(path, within);
  }

  /** What a stage gives for one row: the entry's own type, or a bound value on the axes within the row. */
  public static DataType result(Plan plan, Stage stage) {
    String output = stage.outputs().get(0);
    return plan.flows().stream()
        .map(Flow::entry)
        .filter(e -> !stage.bound() && e.name().equals(stage.name()))
        .findFirst()
        .map(e -> type(plan, sized(e.result(), stage.value(output).type())))
        .orElseGet(() -> row(plan, stage, output, stage.path(output).size()));
  }

  /** The entry's own type, with the size that its value is known to have. */
  private static JavaType sized(JavaType declared, JavaType value) {
    return declared.sized(value.dimension()).orElse(declared);
  }

  /** What a stage is called between Python and Java. */
  public static String call(Stage stage) {
    return stage.bound() ? "bind " + stage.name() : stage.name();
  }

  /** The column of a bind stage's input: the rows of the table, or what was computed for them before. */
  public static String rowColumn(Stage stage, String id) {
    return stage.value(id) instanceof Value.Element e ? e.list() : id;
  }

  /** Every type that crosses into a column, in any of the programs. */
  public static List<DataType> all(Plan plan) {
    List<DataType> types = new ArrayList<>();
    plan.graph().inputs().forEach(i -> types.add(type(plan, i.type())));
    for (Entry e : plan.graph().entries()) {
      e.parameters().forEach(p -> types.add(type(plan, p.type())));
      types.add(type(plan, e.result()));
    }
    plan.flows().stream()
        .flatMap(f -> f.values().values().stream())
        .forEach(v -> plan.graph().types().dataType(v.type()).ifPresent(types::add));
    plan.graph().resources().stream()
        .flatMap(r -> r.settings().stream())
        .forEach(s -> plan.graph().types().dataType(s.type()).ifPresent(types::add));
    return types;
  }
}
