package dev.headrace.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process of a run (SIGKILL) at random moments: {@code -Dheadrace.kills=50} for many. */
@Timeout(600)
class KillTest {
  private static final int ROWS = 20_000;
  private static final int KILLS = Integer.getInteger("headrace.kills", 3);

  @Test
  void aKilledRunLosesAndDoublesNothing(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("headrace.seed", System.nanoTime());
    Random random = new Random(seed);
    Workspace undisturbed =
        new Workspace(Files.createDirectory(directory.resolve("undisturbed"))).withItems(ROWS);
    Process whole = BulkProcess.start(undisturbed.directory());
    long begin = System.nanoTime();
    assertThat(whole.waitFor()).isZero();
    long nanos = System.nanoTime() - begin;
    assertThat(undisturbed.outputLines()).isEqualTo(Workspace.squares(ROWS));

    int midway = 0;
    int run = 0;
    for (int kills = 0; kills < KILLS; run++) {
      Path place = Files.createDirectory(directory.resolve("run" + run));
      Workspace work = new Workspace(place).withItems(ROWS);
      for (int i = 0; i < 2 && kills < KILLS; i++, kills++) { // and once more after it has resumed
        Process process = BulkProcess.start(place);
        if (!process.waitFor(random.nextLong(nanos), TimeUnit.NANOSECONDS)) {
          process.destroyForcibly().waitFor();
          midway += Files.exists(work.output()) ? 0 : 1;
        }
      }
      try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
        work.bulk(executor).checkpointEvery(Duration.ofMillis(5)).run();
      }
      assertThat(work.output())
          .as("seed %d, run %d", seed, run)
          .hasSameTextualContentAs(undisturbed.output());
      assertThat(work.failures()).hasSameTextualContentAs(undisturbed.failures());
    }
    System.out.println(midway + " of " + KILLS + " kills came before the end of a run");
    assertThat(midway).as("kills before the end, seed %d", seed).isPositive();
  }
}
