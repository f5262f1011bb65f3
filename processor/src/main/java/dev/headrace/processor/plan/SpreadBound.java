package dev.headrace.processor.plan;

import dev.headrace.processor.model.JavaType;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
          && v.needs().stream().allMatch(n -> available(plan, candidates, v, n))) {
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
        wanted.addAll(v.needs());
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
    boolean literal = value instanceof Value.BoundInput
        && !(by instanceof Value.Element)
        && !plan.boundAxes().containsKey(need);
    return opens || literal || candidates.contains(need);
  }

  private static boolean isColumn(Plan plan, Value v) {
    return plan.graph().types().dataType(v.type()).isPresent();
  }
}
