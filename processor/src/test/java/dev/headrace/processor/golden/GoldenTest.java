package dev.headrace.processor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Ecj;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import dev.headrace.processor.testing.TestCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What is generated, to the letter. {@code -Dheadrace.golden.update=true} writes the files anew; read the difference before
 * you keep it.
 */
class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/golden");
  private static final boolean UPDATE = Boolean.getBoolean("headrace.golden.update");
  private static final List<String> OPTIONS = List.of("-Aheadrace.explain", "-Aheadrace.reference");

  @Test
  void hybrid_search() throws IOException {
    Compiled compiled = compile(new Javac());
    Map<String, String> generated = new TreeMap<>();
    for (String part : List.of("Executor", "Bound", "Stages", "Daft", "Reference")) {
      String path = "search/HybridSearch" + part + ".java";
      String text = compiled.sources().get(path);
      assertThat(text).as(path).isNotNull();
      generated.put("HybridSearch" + part + ".java", text);
    }
    for (String module : List.of("hybrid_search.py", "hybrid_search_naive.py")) {
      String text = compiled.resources().get("search/" + module);
      assertThat(text).as(module).isNotNull();
      generated.put(module, text);
    }
    generated.put("plan.txt", plan(compiled));
    for (Map.Entry<String, String> file : generated.entrySet()) {
      // not .java: the sources of the tests are one thing, what was generated another
      isExpected("HybridSearch", file.getKey().replace(".java", ".java.txt"), file.getValue());
    }
  }

  @Test
  void every_decision_of_the_planner_is_explained() throws IOException {
    isExpected("Decisions", "plan.txt", plan(compile(new Javac(), "Decisions")));
  }

  private static void isExpected(String of, String name, String text) throws IOException {
    Path golden = FILES.resolve(of).resolve("expected").resolve(name);
    if (UPDATE) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertThat(text).as("see -Dheadrace.golden.update=true").isEqualTo(Files.readString(golden));
  }

  @Test
  void the_same_source_gives_the_same_bytes() throws IOException {
    Compiled once = compile(new Javac());
    Compiled again = compile(new Javac());
    assertThat(again.sources()).isEqualTo(once.sources());
    assertThat(again.resources()).isEqualTo(once.resources());
    assertThat(plan(again)).isEqualTo(plan(once));
  }

  @Test
  void the_eclipse_compiler_gives_the_same_bytes() throws IOException {
    Compiled javac = compile(new Javac());
    Compiled eclipse = compile(new Ecj());
    assertThat(eclipse.sources()).isEqualTo(javac.sources());
    assertThat(eclipse.resources()).isEqualTo(javac.resources());
  }

  private static Compiled compile(TestCompiler compiler) throws IOException {
    return compile(compiler, "HybridSearch");
  }

  private static Compiled compile(TestCompiler compiler, String name) throws IOException {
    Source source = Source.of(Files.readString(FILES.resolve(name).resolve(name + ".java")));
    return compiler.compile(List.of(source), OPTIONS).orThrow();
  }

  private static String plan(Compiled compiled) {
    return compiled.messages().stream()
        .map(Compiled.Message::text)
        .filter(t -> t.matches("(?s)\\w+ after \\w+:\n.*"))
        .collect(Collectors.joining("\n"));
  }
}
