package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Flow;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.Value;
import java.util.ArrayList;
import java.util.List;

/** A step that asks for another size than the value that it takes has. */
final class DimMismatch implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    for (Flow flow : resolution.flows()) {
      for (Value.Computed c : flow.steps()) {
        for (Value.Form form : c.forms()) {
          form.operands().stream()
              .filter(o -> o.type().dimension() > 0 && o.given().dimension() > 0)
              .filter(o -> o.type().dimension() != o.given().dimension())
              .forEach(o -> findings.add(finding(form, o)));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Value.Form form, Value.Operand o) {
    return Finding.error(
        "DimMismatch",
        o.parameter().origin(),
        (form.node().isConstructor() ? "Component " : "Parameter ")
            + o.parameter().name()
            + " of " + form.node().reference() + " takes " + o.type().dimension()
            + " numbers, but " + o.value().orElse(o.parameter().name()) + " has "
            + o.given().dimension() + ".",
        List.of(),
        List.of("change one of the two @Dim.", "take the value of another step: @From."));
  }
}
