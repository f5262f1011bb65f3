package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** {@code @From} into a record that has no such component. */
final class NoSuchComponent implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Problems.of(resolution, Problem.NoComponent.class)
        .map(NoSuchComponent::finding)
        .toList();
  }

  private static Finding finding(Problem.NoComponent p) {
    List<String> fixes = new ArrayList<>();
    Names.close(p.component(), p.present())
        .forEach(c -> fixes.add("did you mean " + p.name() + "." + c + "?"));
    fixes.add(
        p.present().isEmpty()
            ? (p.type().qualified().startsWith("java.")
                    ? "take "
                    : "make " + p.type().simple() + " a record, or take ")
                + p.name() + " whole, and ask it in the step."
            : "its components are " + String.join(", ", p.present()) + ".");
    return Finding.error(
        "NoSuchComponent",
        p.origin(),
        p.type().simple() + " " + p.name() + " has no component " + p.component() + ".",
        List.of(),
        fixes);
  }
}
