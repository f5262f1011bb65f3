package dev.headrace.processor.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The cycles among names that need each other: the shortest, then the shortest that has no name in common with it, and so on. */
public final class Cycles {
  private final Map<String, List<String>> needs =
      new TreeMap<>(); // whatever asks, the same are found

  private Cycles(Collection<String> names, Function<String, List<String>> needs) {
    Set<String> all = new HashSet<>(names);
    names.forEach(
        n -> this.needs.put(n, needs.apply(n).stream().filter(all::contains).toList()));
  }

  /** Each from one name to what needs it, and on; the first name stands again at the end. */
  public static List<List<String>> of(
      Collection<String> names, Function<String, List<String>> needs) {
    Cycles cycles = new Cycles(names, needs);
    List<List<String>> found = new ArrayList<>();
    while (true) {
      cycles.trim();
      List<String> shortest = cycles.shortest();
      if (shortest.isEmpty()) {
        return found;
      }
      found.add(shortest);
      shortest.forEach(cycles.needs::remove);
    }
  }

  /** Removes what needs none of the others: it is in no cycle. */
  private void trim() {
    boolean removed = true;
    while (removed) {
      removed = needs.values().removeIf(n -> n.stream().noneMatch(needs::containsKey));
    }
  }

  private List<String> shortest() {
    List<String> shortest = List.of();
    for (String name : needs.keySet()) {
      List<String> cycle = from(name, shortest.isEmpty() ? Integer.MAX_VALUE : shortest.size() - 1);
      shortest = cycle.isEmpty() ? shortest : cycle;
    }
    return shortest;
  }

  /** The shortest cycle through a name, if it is shorter than the limit of steps; breadth first. */
  private List<String> from(String name, int limit) {
    Map<String, String> by = new HashMap<>();
    Map<String, Integer> depth = new HashMap<>(Map.of(name, 0));
    Deque<String> next = new ArrayDeque<>(List.of(name));
    while (!next.isEmpty()) {
      String at = next.remove();
      int steps = depth.getOrDefault(at, 0) + 1;
      for (String need : steps < limit ? needs.getOrDefault(at, List.of()) : List.<String>of()) {
        if (need.equals(name)) {
          return path(name, at, by);
        }
        if (needs.containsKey(need) && depth.putIfAbsent(need, steps) == null) {
          by.put(need, at);
          next.add(need);
        }
      }
    }
    return List.of();
  }

  private static List<String> path(String name, String last, Map<String, String> by) {
    List<String> names = new ArrayList<>(List.of(name));
    for (String at = last; at != null && !at.equals(name); at = by.get(at)) {
      names.add(at); // each is needed by the one after it
    }
    names.add(name);
    return names;
  }
}
