package dev.headrace.processor.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated Python is clean, and no name or text in a pipeline gets out of its place; see {@code check_generated.py}. */
class GeneratedPythonTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void generated_modules_are_clean(@TempDir Path directory) throws Exception {
    assumeFalse(Boolean.getBoolean("headrace.python.skip"));
    String python = System.getProperty("headrace.test.python");
    assumeTrue(python != null);
    String golden =
        Files.readString(Path.of("src/test/resources/golden/HybridSearch/HybridSearch.java"));
    write(directory.resolve("golden"), golden);
    String tame = Files.readString(Path.of("src/test/resources/python/P.java"));
    write(directory.resolve("tame"), tame);
    write(directory.resolve("hostile"), hostile(tame));
    write(
        directory.resolve("loops"),
        Files.readString(Path.of("src/test/resources/python/Loops.java")));
    Process process = new ProcessBuilder(
            python, "src/test/python/check_generated.py", ROOT.toString(), directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out.txt").toFile())
        .start();
    try {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(process.exitValue())
          .as(() -> read(directory.resolve("out.txt")))
          .isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void write(Path directory, String source) throws IOException {
    Compiled compiled =
        new Javac().compile(List.of(Source.of(source)), List.of()).orThrow();
    for (Map.Entry<String, String> file : compiled.resources().entrySet()) {
      if (file.getKey().endsWith(".py")) {
        Path target = directory.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
    }
  }

  /** The same pipeline with names and texts that mean something to Python. */
  private static String hostile(String tame) {
    String source = tame;
    for (Map.Entry<String, String> name : Map.of(
            "entryOne", "lambda",
            "inputOne", "__class__",
            "elementOne", "None",
            "textOne", "def",
            "stepOne", "print",
            "fieldOne", "self",
            "settingOne", "__init__",
            "boundOne", "globals",
            "columnOne", "errors",
            "resourceOne", "exec")
        .entrySet()) {
      source = source.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
    }
    return source.replace(
        "Plain words.",
        "\"\"\"; import os; os.system('x') # '''\\ {__import__('os')} \\N{BULLET} \\x22 %s \"quoted\"\"\"\"");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
