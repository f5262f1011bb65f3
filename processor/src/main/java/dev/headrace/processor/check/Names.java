package dev.headrace.processor.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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

  private static boolean plural(String a, String b) {
    return a.equals(b + "s") || b.equals(a + "s") || a.equals(b + "es") || b.equals(a + "es");
  }

  /** Edit distance in which letter case does not count (Wagner and Fischer, 1974). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int substituted = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
