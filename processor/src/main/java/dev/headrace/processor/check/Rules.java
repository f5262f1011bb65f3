package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;

/** All rules, in the order in which their findings are shown. */
public final class Rules {
  private static final List<Rule> ALL = List.of(
      new PipelineShape(),
      new NodeShape(),
      new BatchShape(),
      new ResourceShape(),
      new ResourceSettings(),
      new BadName(),
      new DuplicateValue(),
      new UnknownValue(),
      new DependencyCycle(),
      new TypeMismatch(),
      new ResultMismatch(),
      new NotAList(),
      new NoSuchComponent(),
      new AllWithoutAxis(),
      new ResultOnAxis(),
      new IncompatibleAxes(),
      new OpaqueBoundary());

  private Rules() {}

  /** Every finding of every rule; one that several entries lead to, once. */
  public static List<Finding> check(Resolution resolution) {
    return ALL.stream()
        .flatMap(rule -> rule.check(resolution).stream())
        .distinct()
        .toList();
  }
}
