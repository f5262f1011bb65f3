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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case under {@code diagnostics/<Code>/<case>}: what the compilers print is exactly what the markers in its sources
 * say. A case whose name begins with {@code ok-} is a near miss and compiles without a finding.
 */
class DiagnosticsTest {
  private static final Path CASES = Path.of("src/test/resources/diagnostics");
  private static final Path PAGES = Path.of("../docs/diagnostics");
  private static final Pattern FENCE = Pattern.compile("(?s)```java\n(.*?)```");

  /** What no source alone can show. */
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of("FileNotWritten", "InternalError", "NamesMissing", "UnknownOption", "UnresolvedType");

  private static final Path PROCESSOR = Path.of("src/main/java/dev/headrace/processor");
  private static final List<Path> RULES =
      List.of(PROCESSOR.resolve("check"), PROCESSOR.resolve("advise"));

  @TestFactory
  Stream<DynamicTest> javac() throws IOException {
    return cases(new Javac(), List.of("-Xlint:all,-processing"), true);
  }

  @TestFactory
  Stream<DynamicTest> eclipse() throws IOException {
    return cases(new Ecj(), List.of(), false);
  }

  private static Stream<DynamicTest> cases(
      TestCompiler compiler, List<String> options, boolean columns) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path code : children(CASES)) {
      found.addAll(children(code));
    }
    Stream<DynamicTest> directories = found.stream()
        .map(c -> dynamicTest(
            CASES.relativize(c).toString(),
            c.toUri(),
            () -> check(
                sources(c),
                c.getFileName().toString().startsWith("ok-"),
                compiler,
                options,
                columns)));
    Stream<DynamicTest> pages = children(PAGES).stream()
        .filter(p -> !SHOWN_ELSEWHERE.contains(code(p)))
        .flatMap(p -> Stream.of("Wrong", "Right")
            .map(part -> dynamicTest(
                "page " + code(p) + ", " + part,
                p.toUri(),
                () -> check(page(p, part), part.equals("Right"), compiler, options, columns))));
    return Stream.concat(directories, pages);
  }

  private static String code(Path page) {
    return page.getFileName().toString().replace(".md", "");
  }

  /** The sources below a heading of a page; what every Java file begins with is left out there. */
  private static List<Source> page(Path page, String heading) throws IOException {
    String text = Files.readString(page);
    String below = text.substring(text.indexOf("## " + heading));
    int next = below.indexOf("\n## ");
    Matcher fence = FENCE.matcher(next < 0 ? below : below.substring(0, next));
    List<Source> sources = new ArrayList<>();
    while (fence.find()) {
      String head = "package test; import dev.headrace.*; import java.util.*; ";
      Source source = Source.of(fence.group(1));
      sources.add(new Source("test/" + source.path(), head + source.text()));
    }
    assertThat(sources).as(heading).isNotEmpty();
    return sources;
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static void check(
      List<Source> sources,
      boolean nearMiss,
      TestCompiler compiler,
      List<String> options,
      boolean columns) {
    List<Expected> missing =
        new ArrayList<>(sources.stream().flatMap(s -> Expected.in(s).stream()).toList());
    assertThat(missing.isEmpty()).as("only near misses have no marker").isEqualTo(nearMiss);
    Compiled compiled = compiler.compile(sources, options);
    List<Message> extra = new ArrayList<>(compiled.findings().stream()
        .filter(
            m -> columns || m.text().startsWith("[")) // what else Eclipse says is its own affair
        .toList());
    for (Expected expected : List.copyOf(missing)) {
      extra.stream().filter(m -> expected.matches(m, columns)).findFirst().ifPresent(m -> {
        extra.remove(m);
        missing.remove(expected);
      });
    }
    if (!missing.isEmpty() || !extra.isEmpty()) {
      fail("missing:\n" + lines(missing) + "\nunexpected:\n" + lines(extra));
    }
    boolean warnings = sources.stream()
        .flatMap(s -> Expected.in(s).stream())
        .noneMatch(e -> e.kind() == Diagnostic.Kind.ERROR);
    assertThat(compiled.success()).as("compiles").isEqualTo(warnings);
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
  void every_code_has_a_page_with_a_failing_case_and_a_near_miss() throws IOException {
    Set<String> codes = new TreeSet<>(Set.of("FileNotWritten", "InternalError", "UnknownOption"));
    for (Path rules : RULES) {
      for (Path file : children(rules)) {
        if (Files.readString(file).matches("(?s).* implements (Rule|Advice) .*")) {
          codes.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    assertThat(codes).hasSizeGreaterThan(50);
    assertThat(children(PAGES)).map(DiagnosticsTest::code).containsExactlyElementsOf(codes);
    String index = Files.readString(PAGES.resolveSibling("diagnostics.md"));
    for (String code : codes) {
      assertThat(index).contains("| [`" + code + "`](diagnostics/" + code + ".md) |");
      if (!SHOWN_ELSEWHERE.contains(code)) {
        assertThat(page(PAGES.resolve(code + ".md"), "Wrong"))
            .flatMap(Expected::in)
            .as(code)
            .anyMatch(e -> e.parts().get(0).equals("[" + code + "]"));
      }
    }
  }

  @Test
  void no_case_is_left_of_a_rule_that_is_gone() throws IOException {
    for (Path directory : children(CASES)) {
      assertThat(RULES).anyMatch(r -> Files.exists(r.resolve(directory.getFileName() + ".java")));
    }
  }
}
