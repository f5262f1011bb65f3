package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with the classes of the tests, for what would end or fill that of the others. */
final class OwnProcess {
  private OwnProcess() {}

  /** Runs a main class with one argument; what it exits with. It must end within 20 seconds. */
  static int exitCode(Class<?> main, String argument, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/stderr"))
        .start();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
