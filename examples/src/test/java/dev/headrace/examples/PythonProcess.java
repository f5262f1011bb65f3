package dev.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.runtime.Chunk;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Python with the environment that the build has made, on the compiled examples and this JVM's class path. */
public final class PythonProcess {
  private PythonProcess() {}

  /** Fails if Python doesn't end with 0 in time; left out by {@code -Dheadrace.python.skip}. */
  public static void run(long limitSeconds, String... arguments) throws Exception {
    assumeFalse(Boolean.getBoolean("headrace.python.skip"), "left out by -Dheadrace.python.skip");
    String python = System.getProperty("headrace.test.python");
    assumeTrue(python != null, "the system property headrace.test.python names no Python");
    run(python, limitSeconds, arguments);
  }

  /** The same with another Python. */
  public static void run(String python, long limitSeconds, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    String path = String.join(
        File.pathSeparator,
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        Path.of("target", "classes").toAbsolutePath().toString(),
        Path.of("..", "tools").toAbsolutePath().normalize().toString(),
        bridge().toString());
    builder.environment().put("PYTHONPATH", path);
    builder.environment().put("HEADRACE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("HEADRACE_GPUS", "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONUNBUFFERED", "1");
    builder.environment().put("DO_NOT_TRACK", "1"); // tests send nobody statistics
    builder.environment().put("DAFT_ANALYTICS_ENABLED", "0");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(limitSeconds, TimeUnit.SECONDS))
          .as("ended in time")
          .isTrue();
      assertThat(process.exitValue()).as("exit code of %s", command).isZero();
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
