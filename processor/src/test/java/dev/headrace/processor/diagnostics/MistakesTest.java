package dev.headrace.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every mistake that a user may make in the example is found, on its spot, and nothing else is made of it. */
class MistakesTest {
  private static final Path EXAMPLE =
      Path.of("../examples/src/main/java/dev/headrace/examples/search");
  private static final String PIPELINE = "HybridSearch.java";

  @TestFactory
  Stream<DynamicTest> in_the_example() throws IOException {
    String source = Files.readString(EXAMPLE.resolve(PIPELINE));
    List<Mistake> mistakes = Mistake.in(source, Set.of("TokenEncoder"));
    assertThat(mistakes).hasSizeGreaterThan(80);
    return mistakes.stream().map(m -> DynamicTest.dynamicTest(m.what(), () -> check(m)));
  }

  @Test
  void the_example_itself_has_none() throws IOException {
    assertThat(findings(Files.readString(EXAMPLE.resolve(PIPELINE)))).isEmpty();
  }

  private static void check(Mistake mistake) throws IOException {
    List<Compiled.Message> findings = findings(mistake.text());
    assertThat(findings)
        .as(mistake.text())
        .anyMatch(m -> m.text().startsWith("[" + mistake.code() + "]")
            && mistake.lines().contains((int) m.line()));
    assertThat(findings).as("follow-on findings").hasSizeLessThanOrEqualTo(2);
  }

  /** What the processor says; bodies are left to javac, which has not the libraries that they use. */
  private static List<Compiled.Message> findings(String pipeline) throws IOException {
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(EXAMPLE)) {
      for (Path file :
          files.filter(f -> !f.endsWith("package-info.java")).sorted().toList()) {
        sources.add(Source.of(file.endsWith(PIPELINE) ? pipeline : Files.readString(file)));
      }
    }
    return new Javac()
        .compile(sources, List.of("-proc:only")).findings().stream()
            .filter(m -> m.text().startsWith("["))
            .toList();
  }
}
