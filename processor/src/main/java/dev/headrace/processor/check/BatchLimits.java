package dev.headrace.processor.check;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Limits of a batch step that make no sense. */
final class BatchLimits implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    resolution.graph().steps().stream()
        .flatMap(s -> s.forms().stream())
        .forEach(n -> n.batch().ifPresent(b -> check(n, b, findings)));
    return findings;
  }

  private static void check(Node n, Node.Batch limits, List<Finding> findings) {
    if (limits.maxBatchSize() < 1) {
      findings.add(Finding.error(
          "BatchLimits",
          limits.sizeOrigin(),
          "maxBatchSize of " + n.reference() + " is " + limits.maxBatchSize() + ".",
          List.of(),
          List.of("give it at least 1.")));
    }
    if (limits.maxDelayMicros() < 0) {
      findings.add(
          Finding.error(
              "BatchLimits",
              limits.delayOrigin(),
              "maxDelayMicros of " + n.reference() + " is negative.",
              List.of(),
              List.of(
                  "give it 0 to never wait for company, or the microseconds that an element may wait.")));
    }
  }
}
