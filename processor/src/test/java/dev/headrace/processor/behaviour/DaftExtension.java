package dev.headrace.processor.behaviour;

import dev.headrace.processor.behaviour.DaftPrograms.Runner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collects the runs of a class, and takes them to Daft in the end; see {@link AlsoInDaft}. */
public final class DaftExtension implements BeforeAllCallback, AfterAllCallback {
  private static @Nullable List<Run> runs;

  /** What Daft is asked of is all that a run was asked until it is closed. */
  static synchronized void add(Run run) {
    if (runs != null && !run.calls().isEmpty()) {
      runs.add(run);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    synchronized (DaftExtension.class) {
      runs = new ArrayList<>();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<Run> asked;
    synchronized (DaftExtension.class) {
      asked = List.copyOf(java.util.Objects.requireNonNull(runs));
      runs = null;
    }
    if (Runner.NATIVE.available() && !asked.isEmpty()) {
      String differences = DaftPrograms.on(Runner.NATIVE).differences(asked, DaftPrograms.ALL);
      if (!differences.isEmpty()) {
        throw new AssertionError("in Daft:\n" + differences);
      }
    }
  }
}
