package dev.headrace.processor.check;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.resolve.Definition;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Scope;
import dev.headrace.processor.resolve.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that are close to one that was not found. */
final class Names {
  private Names() {}

  /** What there is, one line for each axis; of many names the first few. */
  static List<String> byAxis(Resolution resolution) {
    Map<List<String>, Set<String>> names = new LinkedHashMap<>();
    Graph graph = resolution.graph();
    for (Flow flow : resolution.flows()) {
      Set<String> named = new HashSet<>(Scope.of(graph, flow.entry()).all().keySet());
      named.removeAll(inner(graph));
      for (Value value : flow.values().values()) {
        if (named.contains(value.id())) {
          names.computeIfAbsent(value.path(), p -> new LinkedHashSet<>()).add(value.id());
        }
      }
    }
    return names.entrySet().stream()
        .map(e ->
            (e.getKey().isEmpty() ? "one per call: " : "on " + Problems.path(e.getKey()) + ": ")
                + few(e.getValue()))
        .limit(6)
        .toList();
  }

  /** The names that nobody can ask for: they are made up for what lies within used pipelines. */
  static Set<String> inner(Graph graph) {
    Set<String> names = graph.innerNames();
    graph
        .entries()
        .forEach(e -> Scope.of(graph, e).all().forEach((name, definition) -> {
          if (definition instanceof Definition.OfElements of && names.contains(of.list())) {
            names.add(name);
          }
        }));
    return names;
  }

  private static String few(Set<String> names) {
    int most = 8;
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
  }

  /** At most three, the closest first; none that differs in more than a third of its letters. */
  static List<String> close(String name, Collection<String> known) {
    int limit = name.length() < 3 ? 0 : Math.max(1, name.length() / 3);
    return known.stream()
        .filter(k -> distance(name, k) <= limit || plural(name, k))
        .sorted(Comparator.comparingInt((String k) -> distance(name, k))
            .thenComparing(Comparator.naturalOrder()))
        .limit(3)
        .toList();
  }

  private static boolean plural(String a, String b) {
    return a.equals(b + "s") || b.equals(a + "s") || a.equals(b + "es") || b.equals(a + "es");
  }

  /**
   * Edit distance in which letter case does not count and two letters that changed places count once: optimal string
   * alignment (Boytsov, 2011).
   */
  static int distance(String a, String b) {
    String x = a.toLowerCase(Locale.ROOT);
    String y = b.toLowerCase(Locale.ROOT);
    int[][] d = new int[x.length() + 1][y.length() + 1];
    for (int i = 0; i <= x.length(); i++) {
      for (int j = 0; j <= y.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = x.charAt(i - 1) == y.charAt(j - 1);
        int least =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1
            && j > 1
            && x.charAt(i - 1) == y.charAt(j - 2)
            && x.charAt(i - 2) == y.charAt(j - 1);
        d[i][j] = swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
      }
    }
    return d[x.length()][y.length()];
  }
}
