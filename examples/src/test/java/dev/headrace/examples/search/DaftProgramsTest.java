package dev.headrace.examples.search;

import dev.headrace.examples.PythonProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both Daft programs give what Java gives; see {@code src/test/python/hybrid_search_test.py}. */
class DaftProgramsTest {
  @Test
  @Timeout(300)
  void bothDaftProgramsGiveWhatJavaGives(@TempDir Path directory) throws Exception {
    Path java = directory.resolve("java.jsonl");
    SearchMain.main(new String[] {"--model", TokenEncoder.HASH, "--out", java.toString()});
    PythonProcess.run(280, "src/test/python/hybrid_search_test.py", java.toString());
  }
}
