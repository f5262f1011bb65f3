package dev.headrace.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.bulk.internal.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dies at every single operation on the disk, and goes on. */
@Timeout(120)
class CrashTest {
  private static final int ROWS = 8;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashAnywhereLosesAndDoublesNothing(boolean powerFails, @TempDir Path directory)
      throws IOException {
    try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
      int point = 0;
      while (crashes(executor, directory.resolve("" + point), point, powerFails)) {
        point++;
      }
      assertThat(point).isGreaterThan(5 * ROWS);
    }
  }

  /** Whether there were so many operations. */
  private static boolean crashes(
      SquaresExecutor executor, Path directory, int point, boolean powerFails) throws IOException {
    Workspace work = new Workspace(Files.createDirectories(directory)).withItems(ROWS);
    boolean crashed = false;
    try {
      run(executor, work, new CrashingDisk(point, powerFails));
    } catch (CrashingDisk.Crash e) {
      crashed = true;
      BulkReport report = run(executor, work, new CrashingDisk(Integer.MAX_VALUE, false));
      assertThat(report.complete()).as("crash at %d", point).isTrue();
      assertThat(report.failed()).as("crash at %d", point).isEqualTo(1);
    }
    assertThat(work.outputLines()).as("crash at %d", point).isEqualTo(Workspace.squares(ROWS));
    assertThat(work.failureLines()).as("crash at %d", point).isEqualTo(Workspace.failures(ROWS));
    return crashed;
  }

  private static BulkReport run(SquaresExecutor executor, Workspace work, Disk disk)
      throws IOException {
    return work.bulk(executor, disk).checkpointEvery(Duration.ZERO).run();
  }
}
