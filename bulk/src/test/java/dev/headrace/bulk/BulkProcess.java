package dev.headrace.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A bulk run in a process of its own, which says when it begins. */
final class BulkProcess {
  private BulkProcess() {}

  public static void main(String[] arguments) throws IOException {
    Workspace work = new Workspace(Path.of(arguments[0]));
    try (SquaresExecutor executor = SquaresExecutor.builder().build()) {
      executor.warmUp();
      System.out.println("begins");
      work.bulk(executor).checkpointEvery(Duration.ofMillis(5)).run();
    }
  }

  static Process start(Path directory) throws IOException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BulkProcess.class.getName(),
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
