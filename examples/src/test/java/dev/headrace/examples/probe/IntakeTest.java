package dev.headrace.examples.probe;

import dev.headrace.examples.PythonProcess;
import org.junit.jupiter.api.Test;

/** What Daft programs make of values that are wrong; see {@code src/test/python/test_intake.py}. */
class IntakeTest {
  @Test
  void pytestPasses() throws Exception {
    PythonProcess.run(
        300, "-m", "pytest", "-q", "-p", "no:cacheprovider", "src/test/python/test_intake.py");
  }
}
