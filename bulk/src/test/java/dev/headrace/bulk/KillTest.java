package dev.headrace.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class KillTest {
  private static final int ROWS = 20_000;

  /** A run in a process of its own. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
        executor.warmUp();
        System.out.println("begins");
        run(executor, Path.of(arguments[0]));
      }
    }
  }

  private static void run(SquaresExecutor executor, Path directory) throws IOException {
    new Workspace(directory)
        .bulk(executor)
        .checkpointEvery(Duration.ofMillis(5))
        .run();
  }

  @Test
  void aKilledRunLosesAndDoublesNothing(@TempDir Path directory) throws Exception {
    Kills.survive(
        Program.class,
        new Kills.Job() {
          @Override
          public void prepare(Path place) throws IOException {
            new Workspace(place).withItems(ROWS);
          }

          @Override
          public void resume(Path place) throws IOException {
            try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
              run(executor, place);
            }
          }

          @Override
          public Path output(Path place) {
            return new Workspace(place).output();
          }

          @Override
          public void check(Path place, Path undisturbed, String run) throws IOException {
            Workspace work = new Workspace(place);
            Workspace whole = new Workspace(undisturbed);
            assertThat(whole.outputLines()).isEqualTo(Workspace.squares(ROWS));
            assertThat(work.output()).as(run).hasSameTextualContentAs(whole.output());
            assertThat(work.failures()).as(run).hasSameTextualContentAs(whole.failures());
          }
        },
        directory);
  }
}
