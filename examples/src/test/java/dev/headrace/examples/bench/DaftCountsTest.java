package dev.headrace.examples.bench;

import dev.headrace.examples.PythonProcess;
import org.junit.jupiter.api.Test;

/** Counts and plans of the Daft programs; see {@code src/test/python/three_maps_test.py}. */
class DaftCountsTest {
  @Test
  void bothDaftProgramsCallTheModelAsOftenAsTheyShould() throws Exception {
    PythonProcess.run(240, "src/test/python/three_maps_test.py");
  }
}
