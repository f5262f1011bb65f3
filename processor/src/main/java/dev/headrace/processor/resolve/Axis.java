package dev.headrace.processor.resolve;

import java.util.List;
import java.util.stream.Stream;

/**
 * The axis that a list opens: one step along it per element. A list that is gone through where it lies is one axis, wherever
 * that is said; gone through once more for each element of something else, it is another one.
 *
 * @param id the list's own id on the axis that it opens where it lies; that of a nested loop is made up
 * @param name what the user calls the list
 * @param list the id of the list
 * @param parent the axes around it, outermost first
 * @param bound whether it depends on inputs and resources only
 * @param optional whether the list is an {@code Optional}
 */
public record Axis(
    String id, String name, String list, List<String> parent, boolean bound, boolean optional) {
  public Axis {
    parent = List.copyOf(parent);
  }

  /** The path of the values that lie on it. */
  public List<String> path() {
    return path(parent, List.of(id));
  }

  /** A path with more axes within it. */
  public static List<String> path(List<String> path, List<String> more) {
    return Stream.concat(path.stream(), more.stream()).toList();
  }

  /** Whether what lies on the path lies on all axes of the other. */
  public static boolean begins(List<String> path, List<String> prefix) {
    return common(path, prefix) == prefix.size();
  }

  /** How many axes two paths begin with in common. */
  public static int common(List<String> path, List<String> other) {
    int common = 0;
    while (common < Math.min(path.size(), other.size())
        && path.get(common).equals(other.get(common))) {
      common++;
    }
    return common;
  }
}
