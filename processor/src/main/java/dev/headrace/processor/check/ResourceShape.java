package dev.headrace.processor.check;

import dev.headrace.processor.model.Resource;
import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import java.util.ArrayList;
import java.util.List;

/** A resource that cannot be built, or whose numbers make no sense. */
final class ResourceShape implements Rule {
  private static final String CODE = "ResourceShape";

  @Override
  public List<Finding> check(Resolution resolution) {
    List<Finding> findings = new ArrayList<>();
    for (Resource r : resolution.graph().resources()) {
      String name = "resource " + r.type().simple();
      if (r.type().isOpen()) {
        findings.add(
            error(
                r,
                "Resource " + r.type().simple() + " has type parameters.",
                "write a static factory method annotated @StatefulResource for each type that you need."));
      }
      if (r.isAbstract()) {
        findings.add(error(
            r,
            "Resource " + r.type().simple() + " is abstract and has no factory.",
            "add a static method annotated @StatefulResource that returns "
                + r.type().simple() + " to a class with steps."));
      } else if (r.constructors() != 1) {
        findings.add(
            error(
                r,
                "Resource " + r.type().simple() + " has " + r.constructors()
                    + " accessible constructors; its configuration is the parameters of one.",
                "make the others private, or write a static factory method annotated @StatefulResource."));
      }
      if (r.gpus() < 0
          || r.gpus() > 1 && r.gpus() != Math.rint(r.gpus())
          || Double.isNaN(r.gpus())) {
        findings.add(error(
            r,
            "gpus of " + name + " is " + r.gpus() + ".",
            "give it 0, a fraction below 1 (instances share a device), or a whole number."));
      }
      if (r.maxConcurrency() < 1) {
        findings.add(error(
            r,
            "maxConcurrency of " + name + " is " + r.maxConcurrency() + ".",
            "give it at least 1."));
      }
      if (r.callsPerInstance() < 0) {
        findings.add(error(
            r,
            "callsPerInstance of " + name + " is " + r.callsPerInstance() + ".",
            "give it 1 for one thread at a time, or 0 for a thread-safe resource."));
      }
    }
    return findings;
  }

  private static Finding error(Resource r, String what, String fix) {
    return Finding.error(CODE, r.origin(), what, List.of(), List.of(fix));
  }
}
