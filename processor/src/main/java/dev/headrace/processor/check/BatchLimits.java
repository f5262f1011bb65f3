package dev.headrace.processor.check;

import dev.headrace.processor.model.Node;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Limits of a step that make no sense. */
final class BatchLimits implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    resolution.graph().steps().stream().flatMap(s -> s.forms().stream()).forEach(n -> {
      n.batch().ifPresent(b -> check(n, b, findings));
      n.batch().ifPresent(b -> cost(n, b, findings));
      attempts(n, n.attempts(), findings);
    });
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

  private static void cost(Node n, Node.Batch limits, List<Finding> findings) {
    if (limits.maxBatchCost() < 0) {
      findings.add(Finding.error(
          "BatchLimits",
          limits.costOrigin(),
          "maxBatchCost of " + n.reference() + " is negative.",
          List.of(),
          List.of("give it 0 for any cost, or what a batch may cost.")));
    }
    boolean counts = limits.maxBatchCost() != 0 || limits.padded();
    if (counts && limits.cost().isEmpty()) {
      findings.add(Finding.error(
          "BatchLimits",
          limits.padded() ? limits.paddedOrigin() : limits.costOrigin(),
          (limits.padded() ? "padded" : "maxBatchCost") + " of " + n.reference()
              + " says nothing: what an element costs is not known.",
          List.of(),
          List.of("name a static method that says it: cost = \"…\".")));
    }
    if (!counts && limits.cost().isPresent()) {
      findings.add(Finding.error(
          "BatchLimits",
          limits.cost().get().origin(),
          "cost of " + n.reference() + " says nothing: batches are cut by their size alone.",
          List.of(),
          List.of("set maxBatchCost, or padded = true.")));
    }
  }

  private static void attempts(Node n, Node.Attempts attempts, List<Finding> findings) {
    if (attempts.maxRetries() < 0) {
      findings.add(Finding.error(
          "BatchLimits",
          attempts.retriesOrigin(),
          "maxRetries of " + n.reference() + " is negative.",
          List.of(),
          List.of("give it 0 for one attempt, or how often a call may be made again.")));
    }
    if (attempts.maxRetries() == 0 && !attempts.retryOn().isEmpty()) {
      findings.add(Finding.error(
          "BatchLimits",
          attempts.retryOnOrigin(),
          "retryOn of " + n.reference() + " says nothing: no call is made again.",
          List.of(),
          List.of("set maxRetries.")));
    }
    if (attempts.timeoutMillis() < 0) {
      findings.add(Finding.error(
          "BatchLimits",
          attempts.timeoutOrigin(),
          "timeoutMillis of " + n.reference() + " is negative.",
          List.of(),
          List.of("give it 0 for any time, or the milliseconds that a call may take.")));
    }
  }
}
