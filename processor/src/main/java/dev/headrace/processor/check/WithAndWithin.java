package dev.headrace.processor.check;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.model.Parameter;
import dev.headrace.processor.model.Source;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** An {@code @Each} that is to go both beside a list and within one. */
final class WithAndWithin implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    resolution.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .forEach(n -> n.parameters().forEach(p -> check(n, p, findings)));
    return findings;
  }

  private static void check(Node n, Parameter p, List<Finding> findings) {
    if (p.source() instanceof Source.Each each
        && each.with().isPresent()
        && each.within().isPresent()) {
      findings.add(Finding.error(
          "WithAndWithin",
          each.placeOrigin(),
          "Parameter " + p.name() + " of " + n.reference() + " says both with = \""
              + each.with().get() + "\" and within = \"" + each.within().get() + "\".",
          List.of(),
          List.of(
              "keep with = \"" + each.with().get() + "\": first with first, second with second.",
              "keep within = \"" + each.within().get() + "\": all of them once for each.")));
    }
  }
}
