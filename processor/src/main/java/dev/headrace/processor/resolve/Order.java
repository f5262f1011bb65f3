package dev.headrace.processor.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Depth-first order of names, each after what it needs; without recursion, so that any depth of graph fits the stack. */
final class Order {
  private record Frame(String name, Iterator<String> needs) {}

  private final Function<String, List<String>> needs;
  private final LinkedHashSet<String> done = new LinkedHashSet<>();
  private final LinkedHashSet<String> entered = new LinkedHashSet<>();
  private boolean cyclic;

  Order(Function<String, List<String>> needs) {
    this.needs = needs;
  }

  /** Adds the name and all that it needs. */
  void visit(String root) {
    Deque<Frame> open = new ArrayDeque<>();
    Set<String> onPath = new HashSet<>();
    enter(root, open, onPath);
    while (!open.isEmpty()) {
      Frame frame = open.peek();
      if (!frame.needs().hasNext()) {
        open.pop();
        onPath.remove(frame.name());
        done.add(frame.name());
        continue;
      }
      String next = frame.needs().next();
      if (onPath.contains(next)) {
        cyclic = true;
      } else if (!done.contains(next)) {
        enter(next, open, onPath);
      }
    }
  }

  private void enter(String name, Deque<Frame> open, Set<String> onPath) {
    if (!done.contains(name)) {
      onPath.add(name);
      entered.add(name);
      open.push(new Frame(name, needs.apply(name).iterator()));
    }
  }

  List<String> names() {
    return List.copyOf(done);
  }

  /** The cycles, each beginning with the name that was come to first. */
  List<List<String>> cycles() {
    return cyclic ? Cycles.of(entered, needs).stream().map(this::rotated).toList() : List.of();
  }

  private List<String> rotated(List<String> cycle) {
    List<String> rotated = new ArrayList<>(cycle.subList(1, cycle.size()));
    String first = entered.stream().filter(rotated::contains).findFirst().orElseThrow();
    Collections.rotate(rotated, -rotated.indexOf(first));
    rotated.add(first);
    return rotated;
  }
}
