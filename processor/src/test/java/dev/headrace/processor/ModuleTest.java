package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.Pipeline;
import dev.headrace.processor.testing.CommandLine;
import dev.headrace.runtime.Chunk;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that is a module of its own, compiled and run with Headrace's on the module path and nothing else. */
class ModuleTest {
  private static final Map<String, String> SOURCES =
      Map.of("module-info.java", """
      module app {
        requires dev.headrace.runtime;
        OPENS
      }
      """, "app/Twice.java", """
      package app;
      import dev.headrace.*;
      import java.util.List;

      @Pipeline
      public interface Twice {
        int twice(int x);

        @StatefulResource final class Model { public int factor = 2; }

        final class Nodes {
          @BatchNode static List<Integer> twice(List<Integer> x, Model model) {
            return x.stream().map(i -> i * model.factor).toList();
          }
        }
      }
      """, "app/Main.java", """
      package app;

      public class Main {
        public static void main(String[] arguments) throws Exception {
          try (TwiceExecutor executor = TwiceExecutor.builder().build()) {
            System.out.println(executor.twice(21) + " in " + Main.class.getModule());
          }
          Twice open = dev.headrace.runtime.Pipelines.open(Twice.class);
          System.out.println(open.twice(3) + " by " + dev.headrace.runtime.Chunk.class.getModule());
          ((AutoCloseable) open).close();
        }
      }
      """);

  @TempDir
  Path directory;

  static Stream<CommandLine> compilers() {
    return Stream.concat(Stream.of(CommandLine.JAVAC), CommandLine.javac25().stream());
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void a_modular_application_compiles_without_warnings_and_runs(CommandLine compiler)
      throws Exception {
    assertThat(run(compile(compiler, "opens app to dev.headrace.runtime;")))
        .contains("42 in module app")
        .contains("6 by module dev.headrace.runtime");
  }

  @Test
  void a_module_that_keeps_its_executors_to_itself_is_told_how_not_to() throws Exception {
    assertThat(run(compile(CommandLine.JAVAC, "")))
        .contains("42 in module app")
        .contains("Fix: in module app, `opens app to dev.headrace.runtime;`");
  }

  private Path compile(CommandLine compiler, String opens) throws Exception {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-Xlint:all", "-Werror"));
    arguments.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", classes.toString(), "-p", modules()));
    for (Map.Entry<String, String> source : SOURCES.entrySet()) {
      Path file = directory.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue().replace("OPENS", opens));
      arguments.add(file.toString());
    }
    CommandLine.Ended ended = compiler.run(arguments);
    assertThat(ended.success()).as(ended.output()).isTrue();
    return classes;
  }

  private static String run(Path classes)
      throws IOException, InterruptedException, URISyntaxException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = modules() + File.pathSeparator + classes;
    Process process = new ProcessBuilder(java, "-p", path, "-m", "app/app.Main")
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static String modules() throws URISyntaxException {
    return place(Pipeline.class) + File.pathSeparator + place(Chunk.class);
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
