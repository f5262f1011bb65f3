package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both Daft programs give what Java gives; see {@code src/test/python/hybrid_search_test.py}. */
class DaftProgramsTest {

  @Test
  @Timeout(300)
  void bothDaftProgramsGiveWhatJavaGives(@TempDir Path directory) throws Exception {
    assumeFalse(Boolean.getBoolean("headrace.python.skip"));
    Path java = directory.resolve("java.jsonl");
    SearchMain.main(new String[] {"--model", TokenEncoder.HASH, "--out", java.toString()});
    Path classes = Path.of("target", "classes").toAbsolutePath();
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder builder = new ProcessBuilder(List.of(
            System.getProperty("headrace.test.python", "python3"),
            Path.of("src", "test", "python", "hybrid_search_test.py").toString(),
            java.toString()))
        .inheritIO();
    builder.environment().put("HEADRACE_GPUS", "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HEADRACE_CLASSPATH", classPath);
    builder
        .environment()
        .put("PYTHONPATH", classes + System.getProperty("path.separator") + bridge(classPath));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(280, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** The runtime's jar or classes, which hold the Python package too. */
  private static String bridge(String classPath) {
    return List.of(classPath.split(System.getProperty("path.separator"))).stream()
        .filter(e -> e.contains("headrace-runtime")
            || e.endsWith(Path.of("runtime", "target", "classes").toString()))
        .findFirst()
        .orElseThrow();
  }
}
