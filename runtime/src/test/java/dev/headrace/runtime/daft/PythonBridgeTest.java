package dev.headrace.runtime.daft;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.headrace.Node;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests of the Python bridge, in Python, with the environment that the build has made. */
class PythonBridgeTest {
  private static final long LIMIT_SECONDS = 600;
  /** Before the limit, pytest prints where every Python thread stands. */
  private static final long TRACE_SECONDS = 240;

  @Test
  void pytestPasses() throws Exception {
    run(
        "-m",
        "pytest",
        "-ra",
        "-p",
        "no:cacheprovider",
        "-o",
        "faulthandler_timeout=" + TRACE_SECONDS,
        "src/test/python");
  }

  private static void run(String... arguments) throws Exception {
    assumeFalse(Boolean.getBoolean("headrace.python.skip"), "left out by -Dheadrace.python.skip");
    List<String> command =
        Stream.concat(Stream.of(python()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    String classes = classPath();
    // The tests too: Daft's own worker processes import the module of a function that they run.
    builder
        .environment()
        .put(
            "PYTHONPATH",
            classes + File.pathSeparator + Path.of("src", "test", "python").toAbsolutePath());
    builder.environment().put("HEADRACE_CLASSPATH", classes);
    // The bridge must start the Java that is under test, and leave no bytecode where jars are made.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONUNBUFFERED", "1");
    // Tests send nobody statistics.
    builder.environment().put("DO_NOT_TRACK", "1");
    builder.environment().put("DAFT_ANALYTICS_ENABLED", "0");
    Process process = builder.start();
    process.getOutputStream().close();
    Thread output = new Thread(() -> passThrough(process.inputReader(StandardCharsets.UTF_8)));
    output.setDaemon(true);
    output.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      fail("%s still ran after %d s", command, LIMIT_SECONDS);
    }
    // A process that outlives pytest would hold its output open: wait only for what is on its way.
    output.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(process.exitValue()).as("exit code of %s", command).isZero();
  }

  private static String python() {
    String python = System.getProperty("headrace.test.python");
    assertThat(python)
        .as(
            "the system property headrace.test.python: the Python of target/python, as the pom sets it")
        .isNotNull();
    assertThat(new File(python))
        .as(
            "Python, as `mvn -N initialize` makes it; -Dheadrace.python.skip leaves these tests out")
        .exists();
    return python;
  }

  /** The runtime's classes and resources, its tests' classes, and the annotations. */
  private static String classPath() throws URISyntaxException {
    return Stream.of(
            placeOf(PythonBridgeTest.class),
            Path.of("target", "classes").toAbsolutePath(),
            placeOf(Node.class))
        .map(Path::toString)
        .collect(joining(File.pathSeparator));
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void passThrough(BufferedReader reader) {
    try (reader) {
      reader.lines().forEach(System.out::println);
    } catch (IOException | UncheckedIOException closed) {
      // The process is gone; its exit code tells the rest.
    }
  }
}
