package dev.headrace.processor.plan;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses the bound values that Daft computes over the rows of an input, on all workers: those that lie on an axis which
 * an input opens, need nothing but that input's rows and other inputs, and take a resource to compute, themselves or
 * something that they are made for. Whatever else is bound is built in each worker from them.
 */
final class SpreadBound implements Pass {

  @Override
  public Plan apply(Plan plan) {
    Set<String> candidates = new HashSet<>();
    for (Value v : plan.bound().values()) {
      if (onRowsOfAnInput(plan, v)
          && v.needs().stream().allMatch(n -> available(plan, candidates, v, n))
          && innerLists(plan, v).allMatch(candidates::contains)
          && !takesTable(plan, v)) {
        candidates.add(v.id());
      }
    }
    Set<String> wanted = new HashSet<>();
    List<Value> values = new ArrayList<>(plan.bound().values());
    for (int i = values.size() - 1; i >= 0; i--) {
      Value v = values.get(i);
      boolean costly =
          v instanceof Value.Computed c && !c.resources().isEmpty() && isColumn(plan, v);
      if (candidates.contains(v.id()) && (costly || wanted.contains(v.id()))) {
        wanted.add(v.id());
        wanted.addAll(Stage.needs(v, plan.boundAxes()));
      }
    }
    return plan.withSpread(values.stream()
        .map(Value::id)
        .filter(id -> candidates.contains(id) && wanted.contains(id))
        .toList());
  }

  private static boolean onRowsOfAnInput(Plan plan, Value v) {
    return !v.path().isEmpty()
        && plan.bound().get(v.path().get(0)) instanceof Value.BoundInput input
        && input.type() instanceof JavaType.Declared list
        && list.is("java.util.List")
        && plan.graph().types().dataType(input.type()).isPresent();
  }

  private static boolean available(Plan plan, Set<String> candidates, Value by, String need) {
    Value value = plan.bound().get(need);
    boolean opens = by instanceof Value.Element e
        && e.path().equals(List.of(need))
        && value instanceof Value.BoundInput;
    boolean literal = !(by instanceof Value.Element)
        && plan.graph()
            .input(need)
            .filter(i -> !PlaceMaterialization.isTable(plan, i))
            .isPresent();
    return opens || literal || candidates.contains(need);
  }

  /** The lists of its axes, but for the rows. */
  private static Stream<String> innerLists(Plan plan, Value v) {
    return v.path().stream()
        .skip(1)
        .map(a -> Objects.requireNonNull(plan.boundAxes().get(a)).list());
  }

  /** Whether one of its resources is made with the rows of an input, which are there only once all are bound. */
  private static boolean takesTable(Plan plan, Value v) {
    return v instanceof Value.Computed c
        && plan.graph().withParts(c.resources()).stream()
            .flatMap(r -> r.settings().stream())
            .flatMap(s -> plan.graph().input(s.name()).stream())
            .anyMatch(i -> PlaceMaterialization.isTable(plan, i));
  }

  private static boolean isColumn(Plan plan, Value v) {
    return plan.graph().types().dataType(v.type()).isPresent();
  }
}
