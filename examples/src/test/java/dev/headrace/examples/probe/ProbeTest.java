package dev.headrace.examples.probe;

import dev.headrace.examples.PythonProcess;
import org.junit.jupiter.api.Test;

/** What users and faults do to Daft programs; see {@code src/test/python/test_probe.py}. */
class ProbeTest {
  @Test
  void pytestPasses() throws Exception {
    PythonProcess.run(
        300, "-m", "pytest", "-q", "-p", "no:cacheprovider", "src/test/python/test_probe.py");
  }
}
