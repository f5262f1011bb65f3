package dev.headrace.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.runtime.Chunk;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Counts and plans of the Daft programs; see {@code src/test/python/three_maps_test.py}. */
class DaftCountsTest {
  private static final long LIMIT_SECONDS = 240;

  @Test
  void bothDaftProgramsCallTheModelAsOftenAsTheyShould() throws Exception {
    assumeFalse(Boolean.getBoolean("headrace.python.skip"), "left out by -Dheadrace.python.skip");
    String python = System.getProperty("headrace.test.python");
    assumeTrue(python != null, "the system property headrace.test.python names no Python");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(python, "src/test/python/three_maps_test.py")).inheritIO();
    String classes = Path.of("target", "classes").toAbsolutePath().toString();
    builder.environment().put("PYTHONPATH", classes + File.pathSeparator + bridge());
    builder.environment().put("HEADRACE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("HEADRACE_GPUS", "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
          .as("ended in time")
          .isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The runtime's jar or classes, which hold the Python package too. */
  private static Path bridge() throws URISyntaxException {
    return Path.of(
        Chunk.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
