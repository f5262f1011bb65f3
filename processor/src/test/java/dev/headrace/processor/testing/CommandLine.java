package dev.headrace.processor.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/**
 * A compiler as build tools call it: with files, a class path and a processor path, on which it finds the processors by
 * their services file.
 */
public interface CommandLine {

  /** What the compiler gave back, and all that it printed. */
  record Ended(boolean success, String output) {}

  /** Runs it. */
  Ended run(List<String> arguments);

  /** The compiler of the JDK that runs the tests. */
  CommandLine JAVAC = new CommandLine() {
    @Override
    public Ended run(List<String> arguments) {
      StringWriter out = new StringWriter();
      PrintWriter writer = new PrintWriter(out);
      int status = ToolProvider.findFirst("javac")
          .orElseThrow()
          .run(writer, writer, arguments.toArray(String[]::new));
      return new Ended(status == 0, out.toString());
    }

    @Override
    public String toString() {
      return "javac " + Runtime.version().feature();
    }
  };

  /** The compiler of Eclipse. */
  CommandLine ECLIPSE = new CommandLine() {
    @Override
    public Ended run(List<String> arguments) {
      StringWriter out = new StringWriter();
      PrintWriter writer = new PrintWriter(out);
      boolean success =
          BatchCompiler.compile(arguments.toArray(String[]::new), writer, writer, null);
      return new Ended(success, out.toString());
    }

    @Override
    public String toString() {
      return "ecj";
    }
  };

  /** That of a JDK 25, where there is one beside the JDK that runs the tests. */
  static Optional<CommandLine> javac25() {
    List<Path> homes = new ArrayList<>();
    String named = System.getenv("JAVA_HOME_25");
    if (named != null) {
      homes.add(Path.of(named));
    }
    Path usual = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(usual)) {
      try (Stream<Path> found = Files.list(usual)) {
        found.filter(p -> p.getFileName().toString().contains("25")).sorted().forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes.stream()
        .map(h -> h.resolve("bin/javac"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(CommandLine::forked);
  }

  private static CommandLine forked(Path javac) {
    return new CommandLine() {
      @Override
      public Ended run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(javac.toString()));
        command.addAll(arguments);
        try {
          Process process =
              new ProcessBuilder(command).redirectErrorStream(true).start();
          String output =
              new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          return new Ended(process.waitFor() == 0, output);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }

      @Override
      public String toString() {
        return "javac 25";
      }
    };
  }
}
