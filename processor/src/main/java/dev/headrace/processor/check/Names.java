package dev.headrace.processor.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that are close to one that was not found. */
final class Names {
  private Names() {}

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

  /** What to do where one of them was meant; nothing where there are none. */
  static List<String> didYouMean(List<String> close) {
    return close.isEmpty()
        ? List.of()
        : List.of("did you mean " + String.join(" or ", close) + "?");
  }

  /** Whether one is the other in the plural. */
  static boolean plural(String a, String b) {
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
