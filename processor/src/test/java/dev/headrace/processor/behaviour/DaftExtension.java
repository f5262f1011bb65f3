package dev.headrace.processor.behaviour;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** Collects the runs of a class, and takes them to Daft in the end; see {@link AlsoInDaft}. */
public final class DaftExtension implements BeforeAllCallback, AfterAllCallback {
  private static @Nullable List<Run> runs;

  /** One for all classes of the build, as starting takes seconds. */
  private record Shared(DaftPrograms programs) implements CloseableResource, AutoCloseable {
    @Override
    public void close() {
      programs.close();
    }
  }

  /** What Daft is asked of is all that a run was asked until it is closed. */
  static synchronized void add(Run run) {
    if (runs != null && !run.calls().isEmpty()) {
      runs.add(run);
    }
  }

  /** The programs that all tests share. */
  public static DaftPrograms programs(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(DaftExtension.class))
        .getOrComputeIfAbsent("python", k -> new Shared(DaftPrograms.start()), Shared.class)
        .programs();
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
    if (DaftPrograms.available() && !asked.isEmpty()) {
      String differences = programs(context).differences(asked);
      if (!differences.isEmpty()) {
        throw new AssertionError("in Daft:\n" + differences);
      }
    }
  }
}
