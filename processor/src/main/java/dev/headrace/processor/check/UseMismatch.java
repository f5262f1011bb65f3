package dev.headrace.processor.check;

import dev.headrace.processor.report.Finding;
import dev.headrace.processor.resolve.Resolution;
import dev.headrace.processor.resolve.UseSignature;
import java.util.List;

/** A use whose parameters or result are not those of the entry that it stands for. */
final class UseMismatch implements Rule {

  @Override
  public List<Finding> check(Resolution resolution) {
    return resolution.graph().uses().stream()
        .flatMap(u -> UseSignature.faults(resolution.graph().types(), u).stream())
        .map(f -> Finding.error("UseMismatch", f.origin(), f.what(), List.of(), List.of(f.fix())))
        .toList();
  }
}
