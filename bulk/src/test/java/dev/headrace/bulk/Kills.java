package dev.headrace.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills the process of a run (SIGKILL) at random moments: {@code -Dheadrace.kills=50} for many. */
public final class Kills {
  private static final int KILLS = Integer.getInteger("headrace.kills", 3);

  /** A bulk run whose files are in a directory. */
  public interface Job {
    /** Writes the input. */
    void prepare(Path directory) throws Exception;

    /** Runs to the end in this process. */
    void resume(Path directory) throws Exception;

    /** What there is at the end and not before. */
    Path output(Path directory);

    /** Fails unless all is there once, as after a run that nobody disturbed. */
    void check(Path directory, Path undisturbed, String run) throws Exception;
  }

  private Kills() {}

  /** Whatever the moment, the run that resumes it completes the output; the program says when it {@code begins}. */
  public static void survive(Class<?> program, Job job, Path directory) throws Exception {
    long seed = Long.getLong("headrace.seed", System.nanoTime());
    Random random = new Random(seed);
    Path undisturbed = Files.createDirectory(directory.resolve("undisturbed"));
    job.prepare(undisturbed);
    Process whole = start(program, undisturbed);
    long begin = System.nanoTime();
    assertThat(whole.waitFor()).isZero();
    long nanos = System.nanoTime() - begin;
    job.check(undisturbed, undisturbed, "undisturbed");

    int kills = 0; // before the end of a run
    for (int run = 0; kills < KILLS; run++) {
      assertThat(run).as("runs, seed %d", seed).isLessThan(20 * KILLS);
      Path place = Files.createDirectory(directory.resolve("run" + run));
      job.prepare(place);
      for (int i = 0; i < 2 && kills < KILLS; i++) { // and once more after it has resumed
        Process process = start(program, place);
        begin = System.nanoTime();
        if (process.waitFor(random.nextLong(nanos), TimeUnit.NANOSECONDS)) {
          nanos = Math.min(nanos, System.nanoTime() - begin); // the machine is faster by now
          break;
        }
        process.destroyForcibly().waitFor();
        kills += Files.exists(job.output(place)) ? 0 : 1;
      }
      job.resume(place);
      job.check(place, undisturbed, "seed " + seed + ", run " + run);
    }
  }

  private static Process start(Class<?> program, Path directory) throws IOException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String line = process.inputReader().readLine();
    if (!"begins".equals(line)) {
      throw new IOException("the run did not begin: " + line);
    }
    return process;
  }
}
