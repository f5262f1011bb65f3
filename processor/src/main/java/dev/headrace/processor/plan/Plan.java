package dev.headrace.processor.plan;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Input;
import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be computed, where and in which order; the same for every program that is emitted.
 *
 * @param bound the values that depend on inputs and resources only, over all entries, each after what it needs
 * @param boundAxes the axes that bound lists open
 * @param kept the bound values that are computed once and kept, because calls or several other values need them
 * @param spread the bound values that Daft computes over the rows of an input, in the order of computation
 * @param tables what Daft materializes
 * @param boundStages what computes the kept values
 * @param callStages what computes the entries, one for each
 * @param rowPrograms the stages that Daft runs, row by row
 */
public record Plan(
    Graph graph,
    List<Flow> flows,
    Map<String, Value> bound,
    Map<String, Axis> boundAxes,
    List<String> kept,
    List<String> spread,
    List<Table> tables,
    List<Stage> boundStages,
    List<Stage> callStages,
    List<RowProgram> rowPrograms) {

  public Plan {
    flows = List.copyOf(flows);
    bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
    boundAxes = Collections.unmodifiableMap(new LinkedHashMap<>(boundAxes));
    kept = List.copyOf(kept);
    spread = List.copyOf(spread);
    tables = List.copyOf(tables);
    boundStages = List.copyOf(boundStages);
    callStages = List.copyOf(callStages);
    rowPrograms = List.copyOf(rowPrograms);
  }

  static Plan of(Graph graph, List<Flow> flows) {
    return new Plan(
        graph, flows, Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of());
  }

  /** The bound value of that id. */
  public Value boundValue(String id) {
    return java.util.Objects.requireNonNull(bound.get(id), id);
  }

  /** The stage that computes the entry. */
  public Stage callStage(String entry) {
    return callStages.stream().filter(s -> s.name().equals(entry)).findFirst().orElseThrow();
  }

  /** The stage that gives the kept bound value. */
  public Stage boundStage(String value) {
    return boundStages.stream()
        .filter(s -> s.outputs().contains(value))
        .findFirst()
        .orElseThrow();
  }

  /** The input whose rows Daft runs the bound value over; empty when it is computed in each worker. */
  public Optional<String> rowsOf(String value) {
    return spread.contains(value) ? Optional.of(boundValue(value).path().get(0)) : Optional.empty();
  }

  /** Whether Daft materializes the rows of the input; else it is one value. */
  public boolean isTable(Input input) {
    return tables.stream().anyMatch(t -> t.input().equals(input.name()));
  }

  /** The stages that Daft runs: over the rows of inputs, and for the entries. */
  public List<Stage> daftStages() {
    return Stream.concat(
            boundStages.stream().filter(s -> spread.contains(s.name())), callStages.stream())
        .toList();
  }

  /** How the stage runs row by row; one that Daft runs. */
  public RowProgram rowProgram(Stage stage) {
    return rowPrograms.stream()
        .filter(p -> p.stage().bound() == stage.bound() && p.stage().name().equals(stage.name()))
        .findFirst()
        .orElseThrow();
  }

  /** The plan as text, for people; stable from run to run. */
  public String explain() {
    return Explanation.of(this);
  }

  Plan withFlows(List<Flow> pruned) {
    return new Plan(
        graph,
        pruned,
        bound,
        boundAxes,
        kept,
        spread,
        tables,
        boundStages,
        callStages,
        rowPrograms);
  }

  Plan withBound(Map<String, Value> values, Map<String, Axis> axes) {
    return new Plan(
        graph, flows, values, axes, kept, spread, tables, boundStages, callStages, rowPrograms);
  }

  Plan withKept(List<String> values) {
    return new Plan(
        graph,
        flows,
        bound,
        boundAxes,
        values,
        spread,
        tables,
        boundStages,
        callStages,
        rowPrograms);
  }

  Plan withSpread(List<String> values) {
    return new Plan(
        graph, flows, bound, boundAxes, kept, values, tables, boundStages, callStages, rowPrograms);
  }

  Plan withTables(List<Table> chosen) {
    return new Plan(
        graph, flows, bound, boundAxes, kept, spread, chosen, boundStages, callStages, rowPrograms);
  }

  Plan withStages(List<Stage> boundStages, List<Stage> callStages) {
    return new Plan(
        graph, flows, bound, boundAxes, kept, spread, tables, boundStages, callStages, rowPrograms);
  }

  Plan withRowPrograms(List<RowProgram> programs) {
    return new Plan(
        graph, flows, bound, boundAxes, kept, spread, tables, boundStages, callStages, programs);
  }
}
