package dev.headrace.examples.probe;

import dev.headrace.examples.PythonProcess;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Daft programs on a Ray cluster of this machine; see {@code src/test/python/cluster.py} and CONTRIBUTING.md. */
@EnabledIfSystemProperty(named = "headrace.ray", matches = ".+")
class ClusterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_gpu",
        "counts",
        "search_gpu",
        "search_cpu",
        "killed_gpu",
        "killed_cpu",
        "no_spare",
        "crash"
      })
  void passes(String scenario) throws Exception {
    PythonProcess.run(
        System.getProperty("headrace.ray"), 400, "src/test/python/cluster.py", scenario);
  }
}
