package dev.headrace.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Compiled.Message;
import dev.headrace.processor.testing.Ecj;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import dev.headrace.processor.testing.TestCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case under {@code diagnostics/<Code>/<case>}: what the compilers print is exactly what the markers in its sources
 * say. A case whose name begins with {@code ok-} is a near miss and compiles without a finding.
 */
class DiagnosticsTest {
  private static final Path CASES = Path.of("src/test/resources/diagnostics");
  private static final Path RULES = Path.of("src/main/java/dev/headrace/processor/check");

  @TestFactory
  Stream<DynamicTest> javac() throws IOException {
    return cases(new Javac(), List.of("-Xlint:all,-processing"), true);
  }

  @TestFactory
  Stream<DynamicTest> eclipse() throws IOException {
    return cases(new Ecj(), List.of("-nowarn"), false);
  }

  private static Stream<DynamicTest> cases(
      TestCompiler compiler, List<String> options, boolean columns) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path code : children(CASES)) {
      found.addAll(children(code));
    }
    return found.stream()
        .map(c -> dynamicTest(
            CASES.relativize(c).toString(), c.toUri(), () -> check(c, compiler, options, columns)));
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static void check(
      Path directory, TestCompiler compiler, List<String> options, boolean columns)
      throws IOException {
    List<Source> sources = sources(directory);
    List<Expected> missing =
        new ArrayList<>(sources.stream().flatMap(s -> Expected.in(s).stream()).toList());
    boolean nearMiss = directory.getFileName().toString().startsWith("ok-");
    assertThat(missing.isEmpty()).as("only near misses have no marker").isEqualTo(nearMiss);
    Compiled compiled = compiler.compile(sources, options);
    List<Message> extra = new ArrayList<>(compiled.findings());
    for (Expected expected : List.copyOf(missing)) {
      extra.stream().filter(m -> expected.matches(m, columns)).findFirst().ifPresent(m -> {
        extra.remove(m);
        missing.remove(expected);
      });
    }
    if (!missing.isEmpty() || !extra.isEmpty()) {
      fail("missing:\n" + lines(missing) + "\nunexpected:\n" + lines(extra));
    }
    assertThat(compiled.success()).as("compiles").isEqualTo(nearMiss);
  }

  private static String lines(List<?> findings) {
    return findings.stream().map(f -> "  " + f).collect(Collectors.joining("\n"));
  }

  private static List<Source> sources(Path directory) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path file : children(directory)) {
      sources.add(Source.of(Files.readString(file)));
    }
    return sources;
  }

  @Test
  void every_rule_has_a_failing_case_and_a_near_miss() throws IOException {
    Set<String> rules = new TreeSet<>();
    for (Path file : children(RULES)) {
      if (Files.readString(file).contains("implements Rule ")) {
        rules.add(file.getFileName().toString().replace(".java", ""));
      }
    }
    assertThat(rules).hasSizeGreaterThan(10);
    for (String rule : rules) {
      Path directory = CASES.resolve(rule);
      assertThat(directory).isDirectory();
      List<String> names =
          children(directory).stream().map(c -> c.getFileName().toString()).toList();
      assertThat(names)
          .as(rule)
          .anyMatch(n -> n.startsWith("ok-"))
          .anyMatch(n -> !n.startsWith("ok-"));
      Set<String> marked = new TreeSet<>();
      for (Path c : children(directory)) {
        sources(c)
            .forEach(s ->
                Expected.in(s).forEach(e -> marked.add(e.parts().get(0).replaceAll("\\].*", "]"))));
      }
      assertThat(marked).as(rule).contains("[" + rule + "]");
    }
  }

  @Test
  void no_case_is_left_of_a_rule_that_is_gone() throws IOException {
    for (Path directory : children(CASES)) {
      assertThat(RULES.resolve(directory.getFileName() + ".java")).exists();
    }
  }
}
