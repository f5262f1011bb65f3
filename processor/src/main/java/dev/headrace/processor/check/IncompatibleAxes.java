package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Problem;
import dev.headrace.processor.resolve.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of one step that lie on axes of which none contains the other. */
final class IncompatibleAxes implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return Stream.concat(incompatible(resolution), reopened(resolution)).toList();
  }

  private static Stream<Finding> reopened(Resolution resolution) {
    return Problems.of(resolution, Problem.Reopened.class)
        .map(
            p -> Finding.error(
                "IncompatibleAxes",
                p.origin(),
                "Step " + p.use().reference() + " runs for each element of " + p.list()
                    + ", and the pipeline that it uses goes through " + p.list() + " itself.",
                List.of(),
                List.of(
                    "give it one of the two under another name: a step that returns the list makes a list of its own.")));
  }

  private static Stream<Finding> incompatible(Resolution resolution) {
    return Problems.of(resolution, Problem.Incompatible.class)
        .map(p -> Finding.error(
            "IncompatibleAxes",
            p.origin(),
            "Step " + p.node().reference() + " takes " + p.first().name() + " and "
                + p.second().name() + ", which lie on different axes.",
            List.of(
                p.first().name() + " is on " + Problems.path(p.first().path()),
                p.second().name() + " is on " + Problems.path(p.second().path())),
            fixes(p)));
  }

  private static List<String> fixes(Problem.Incompatible p) {
    String lists =
        "all of one as a list: " + p.first().all() + " or " + p.second().all() + ".";
    Optional<String> along = along(p.first()).or(() -> along(p.second()));
    return along
        .map(a -> List.of(a, lists))
        .orElseGet(() -> List.of(
            "first with first, second with second: with = \"" + p.second().axis()
                + "\" on the @Each or @Elements of " + p.first().axis() + ".",
            "each with each: " + eachWithEach(p.first(), p.second()) + ".",
            lists));
  }

  private static Optional<String> along(Problem.Side side) {
    return side.beside()
        .map(b -> "along the same inner loop: @Each(value = \"" + side.each() + "\", within = \""
            + b + "\").");
  }

  private static String eachWithEach(Problem.Side one, Problem.Side other) {
    return other
        .place()
        .map(p -> "@Each(value = \"" + one.each() + "\", within = \"" + p + "\")")
        .orElse("give a step to " + other.name()
            + " and what it is paired with, and nest " + one.each()
            + " within its result in another step");
  }
}
