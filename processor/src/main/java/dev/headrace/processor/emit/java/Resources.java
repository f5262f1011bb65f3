package dev.headrace.processor.emit.java;

import dev.headrace.processor.model.Graph;
import dev.headrace.processor.model.Resource;
import dev.headrace.processor.model.Resource.Setting;
import dev.headrace.processor.plan.Plan;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The resources that a plan uses, and what configures them. */
public final class Resources {
  private Resources() {}

  /** Those that steps are given and those that they are made of, each after its own parts. */
  public static List<Resource> used(Plan plan) {
    return plan.graph().withParts(direct(plan));
  }

  /** Those that steps are given, in the order of first use. */
  static List<Resource> direct(Plan plan) {
    return Stream.concat(plan.boundStages().stream(), plan.callStages().stream())
        .flatMap(s -> s.resources().stream())
        .distinct()
        .toList();
  }

  /** The parameters of its constructor that the user gives as data. */
  public static List<Setting> asked(Graph graph, Resource resource) {
    return resource.settings().stream()
        .filter(s -> !s.isDevice()
            && graph.input(s.name()).isEmpty()
            && graph.resource(s.type(), s.name()).isEmpty())
        .toList();
  }

  /** The inputs that its constructor is given. */
  static List<Setting> inputs(Graph graph, Resource resource) {
    return resource.settings().stream()
        .filter(s -> !s.isDevice() && graph.input(s.name()).isPresent())
        .toList();
  }

  /** The inputs that a bound value is made of. */
  public static List<String> inputsOf(Plan plan, String id) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    Set<String> inputs = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String next = open.pop();
      if (seen.add(next)) {
        Value value = plan.boundValue(next);
        if (value instanceof Value.BoundInput) {
          inputs.add(next);
        }
        value.needs().forEach(open::push);
      }
    }
    return List.copyOf(inputs);
  }

  static String opener(Resource resource) {
    return resource.slot() + "Pool";
  }
}
