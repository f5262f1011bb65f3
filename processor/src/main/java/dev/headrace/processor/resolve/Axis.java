package dev.headrace.processor.resolve;

import java.util.List;

/**
 * The axis that a list opens: one step along it per element.
 *
 * @param id the id of the list that opened it, which is all that tells axes apart
 * @param parent the axes around it, outermost first
 * @param bound whether the list depends on inputs and resources only
 */
public record Axis(String id, List<String> parent, boolean bound) {
  public Axis {
    parent = List.copyOf(parent);
  }

  /** The path of the values that lie on it. */
  public List<String> path() {
    return java.util.stream.Stream.concat(parent.stream(), java.util.stream.Stream.of(id))
        .toList();
  }
}
