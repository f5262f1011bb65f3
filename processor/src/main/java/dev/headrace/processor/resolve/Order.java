package dev.headrace.processor.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Depth-first order of names, each after what it needs; without recursion, so that any depth of graph fits the stack. */
final class Order {
  private record Frame(String name, Iterator<String> needs) {}

  private final Function<String, List<String>> needs;
  private final LinkedHashSet<String> done = new LinkedHashSet<>();
  private final List<List<String>> cycles = new ArrayList<>();

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
        cycles.add(cycle(open, next));
      } else if (!done.contains(next)) {
        enter(next, open, onPath);
      }
    }
  }

  private void enter(String name, Deque<Frame> open, Set<String> onPath) {
    if (!done.contains(name)) {
      onPath.add(name);
      open.push(new Frame(name, needs.apply(name).iterator()));
    }
  }

  private static List<String> cycle(Deque<Frame> open, String again) {
    List<String> names = new ArrayList<>();
    names.add(again);
    for (Frame frame : open) { // innermost first: each is needed by the one after it
      names.add(frame.name());
      if (frame.name().equals(again)) {
        break;
      }
    }
    return List.copyOf(names);
  }

  List<String> names() {
    return List.copyOf(done);
  }

  Optional<List<String>> firstCycle() {
    return cycles.stream().min(java.util.Comparator.comparingInt(List::size));
  }
}
