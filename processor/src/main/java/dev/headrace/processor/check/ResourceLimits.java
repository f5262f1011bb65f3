package dev.headrace.processor.check;

import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** Numbers of a resource that make no sense. */
final class ResourceLimits implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    for (Resource r : resolution.graph().resources()) {
      if (!isDevices(r)) {
        findings.add(
            error(
                r,
                "gpus",
                r.gpus(),
                "give it 0 for the CPU, a fraction below 1 (instances share a device), or a whole number."));
      }
      if (r.maxConcurrency() < 1) {
        findings.add(error(
            r,
            "maxConcurrency",
            r.maxConcurrency(),
            "give it the number of instances, at least 1."));
      }
      if (r.callsPerInstance() < 0) {
        findings.add(error(
            r,
            "callsPerInstance",
            r.callsPerInstance(),
            "give it 1 for one thread at a time, or 0 for a thread-safe resource."));
      }
    }
    return findings;
  }

  /** Whether the resource asks for what can be had: none, a share of one, or some. */
  static boolean isDevices(Resource r) {
    boolean isWhole = r.gpus() == Math.rint(r.gpus());
    return r.gpus() >= 0 && (r.gpus() <= 1 || isWhole); // nor is it NaN
  }

  private static Finding error(Resource r, String number, Number is, String fix) {
    return Finding.error(
        "ResourceLimits",
        r.numberOrigins().getOrDefault(number, r.origin()),
        number + " of resource " + r.factory().orElse(r.type().simple()) + " is " + is + ".",
        List.of(),
        List.of(fix));
  }
}
