package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses the bound values that are computed once and kept: those that calls read, those that several kept values are
 * made of, and those that Daft computes over rows for others. All other bound values are part of computing one of them.
 */
final class KeepBound implements Pass {

  @Override
  public Plan apply(Plan plan) {
    Plan now = plan;
    while (true) {
      Set<String> kept = kept(now);
      Optional<String> stuck = kept.stream().filter(crossesInVain(now)).findFirst();
      if (stuck.isEmpty()) {
        return now.withKept(now.bound().keySet().stream().filter(kept::contains).toList());
      }
      now = now.withSpread(without(now, stuck.get()));
    }
  }

  /** What Daft would compute over rows for others, but no column can hold. */
  private static Predicate<String> crossesInVain(Plan plan) {
    return id -> plan.spread().contains(id)
        && plan.graph().types().dataType(plan.boundValue(id).type()).isEmpty();
  }

  /** The spread values but for one, and for all that is made of it: each worker computes those. */
  private static List<String> without(Plan plan, String id) {
    Set<String> gone = new HashSet<>(Set.of(id));
    for (String other : plan.spread()) { // in the order of computation
      if (needs(plan, plan.boundValue(other)).stream().anyMatch(gone::contains)) {
        gone.add(other);
      }
    }
    return plan.spread().stream().filter(s -> !gone.contains(s)).toList();
  }

  private static Set<String> kept(Plan plan) {
    Set<String> kept = new LinkedHashSet<>();
    for (Flow flow : plan.flows()) {
      for (Value v : flow.values().values()) {
        if (!v.bound()) {
          Stage.needs(v, flow.axes()).stream()
              .filter(n -> flow.value(n).bound() && computed(plan, n))
              .forEach(kept::add);
        }
      }
      flow.result().filter(r -> flow.value(r).bound() && computed(plan, r)).ifPresent(kept::add);
    }
    Map<String, Set<String>> readers = readers(plan);
    for (String id : plan.bound().keySet()) {
      boolean crosses = plan.spread().contains(id)
          && readers.getOrDefault(id, Set.of()).stream()
              .anyMatch(r -> !plan.spread().contains(r));
      if (computed(plan, id) && crosses) {
        kept.add(id);
      }
    }
    addShared(plan, kept);
    return kept;
  }

  private static boolean computed(Plan plan, String id) {
    Value value = plan.bound().get(id);
    return value != null && !(value instanceof Value.BoundInput) && !structural(plan, value);
  }

  /** Elements and lists of an input are views, and cost nothing to make again. */
  private static boolean structural(Plan plan, Value value) {
    return !(value instanceof Value.Computed)
        && value.needs().stream()
            .map(plan.bound()::get)
            .allMatch(v -> v instanceof Value.BoundInput || structural(plan, v));
  }

  private static Set<String> needs(Plan plan, Value value) {
    return Stage.needs(value, plan.boundAxes());
  }

  private static Map<String, Set<String>> readers(Plan plan) {
    Map<String, Set<String>> readers = new LinkedHashMap<>();
    for (Value v : plan.bound().values()) {
      needs(plan, v)
          .forEach(n -> readers.computeIfAbsent(n, k -> new LinkedHashSet<>()).add(v.id()));
    }
    return readers;
  }

  /** A computed value that two stages would compute is kept too; from the last back, as keeping one changes the stages. */
  private static void addShared(Plan plan, Set<String> kept) {
    List<String> order = List.copyOf(plan.bound().keySet());
    Map<String, Set<String>> homes =
        new LinkedHashMap<>(); // the kept values that each is computed for
    for (int i = order.size() - 1; i >= 0; i--) {
      String id = order.get(i);
      Set<String> home = homes.getOrDefault(id, Set.of());
      if (home.size() > 1 && plan.bound().get(id) instanceof Value.Computed) {
        kept.add(id);
      }
      Set<String> passed = kept.contains(id) ? Set.of(id) : home;
      for (String need : needs(plan, plan.boundValue(id))) {
        homes.computeIfAbsent(need, k -> new LinkedHashSet<>()).addAll(passed);
      }
    }
  }
}
