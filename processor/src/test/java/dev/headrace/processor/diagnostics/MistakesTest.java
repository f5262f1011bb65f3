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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every mistake that a user may make in the examples is found, on its spot, and nothing else is made of it. */
class MistakesTest {
  private static final Path EXAMPLES = Path.of("../examples/src/main/java/dev/headrace/examples");
  private static final Pattern RESOURCE =
      Pattern.compile("@StatefulResource[^;{]*?(?:class|static) (\\w+)");
  private static final int AT_ONCE = 30;

  /** The sources of one package of examples, by their file's name. */
  private record Example(String name, Map<String, String> files) {
    static Example of(Path directory) throws IOException {
      Map<String, String> files = new TreeMap<>();
      try (Stream<Path> found = Files.list(directory)) {
        for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          if (!name.equals("package-info.java")) {
            files.put(name, Files.readString(file));
          }
        }
      }
      return new Example(directory.getFileName().toString(), files);
    }

    /** The same with another text, and without the pipelines that have nothing to do with it. */
    Example with(String file, String text) {
      Map<String, String> changed = new TreeMap<>(files);
      changed.put(file, text);
      String type = file.replace(".java", "");
      changed
          .values()
          .removeIf(t -> t.contains("@Pipeline") && !t.matches("(?s).*\\b" + type + "\\b.*"));
      return new Example(name, changed);
    }

    /** The same in a package of another name, so that many can be compiled at once. */
    List<Source> in(String other) {
      String own = "dev.headrace.examples." + name;
      List<Source> sources = new ArrayList<>();
      files.forEach((file, text) -> sources.add(new Source(
          other.replace('.', '/') + "/" + file,
          text.replace("package " + own + ";", "package " + other + ";")
              .replace(own + ".", other + "."))));
      return sources;
    }

    Set<String> resources() {
      Set<String> types = new TreeSet<>();
      for (String text : files.values()) {
        Matcher resource = RESOURCE.matcher(text);
        while (resource.find()) {
          types.add(resource.group(1));
        }
      }
      return types;
    }
  }

  /** A mistake in one of the files of an example. */
  private record Made(String file, Mistake mistake) {}

  @TestFactory
  Stream<DynamicContainer> in_the_examples() throws IOException {
    List<DynamicContainer> tests = new ArrayList<>();
    try (Stream<Path> directories = Files.list(EXAMPLES)) {
      for (Path directory : directories.filter(Files::isDirectory).sorted().toList()) {
        Example example = Example.of(directory);
        List<Made> mistakes = new ArrayList<>();
        example
            .files()
            .forEach((file, text) -> Mistake.in(text, example.resources())
                .forEach(m -> mistakes.add(new Made(file, m))));
        tests.add(DynamicContainer.dynamicContainer(
            example.name() + ": " + mistakes.size(), tests(example, mistakes)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(2);
    return tests.stream();
  }

  private static Stream<DynamicTest> tests(Example example, List<Made> mistakes) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest(
        "none", () -> assertThat(findings(List.of(example)).get(0)).isEmpty()));
    for (int start = 0; start < mistakes.size(); start += AT_ONCE) {
      List<Made> some = mistakes.subList(start, Math.min(mistakes.size(), start + AT_ONCE));
      List<List<Compiled.Message>> findings = findings(
          some.stream().map(m -> example.with(m.file(), m.mistake().text())).toList());
      for (int i = 0; i < some.size(); i++) {
        Made made = some.get(i);
        List<Compiled.Message> found = findings.get(i);
        tests.add(DynamicTest.dynamicTest(
            made.file() + ": " + made.mistake().what(), () -> check(example, made, found)));
      }
    }
    return tests.stream();
  }

  private static void check(Example example, Made made, List<Compiled.Message> findings) {
    Mistake mistake = made.mistake();
    assertThat(findings)
        .as("%s of\n%s", mistake.codes(), mistake.text())
        .anyMatch(m -> mistake.codes().stream().anyMatch(c -> m.text().startsWith("[" + c + "]"))
            && isAt(example.with(made.file(), mistake.text()), made, m));
    assertThat(findings.stream().map(Compiled.Message::text))
        .as("follow-on findings")
        .hasSizeLessThanOrEqualTo(2);
  }

  private static boolean isAt(Example changed, Made made, Compiled.Message m) {
    if (m.file().equals(made.file()) && made.mistake().lines().contains((int) m.line())) {
      return true;
    }
    String line = changed.files().get(m.file()).lines().toList().get((int) m.line() - 1);
    String missed = made.mistake().missed();
    return !missed.isEmpty() && line.matches(".*\\b" + missed + "\\b.*");
  }

  /** What the processor says of each; bodies are left to javac, which has not the libraries that they use. */
  private static List<List<Compiled.Message>> findings(List<Example> examples) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      sources.addAll(examples.get(i).in("example" + i));
    }
    if (examples.get(0).name().equals("serving")) {
      try {
        sources.addAll(Example.of(EXAMPLES.resolve("bench")).in("dev.headrace.examples.bench"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    List<Compiled.Message> all = new Javac()
        .compile(sources, List.of("-proc:only", "-Xmaxerrs", "10000")).findings().stream()
            .filter(m -> m.text().startsWith("["))
            .toList();
    List<List<Compiled.Message>> found = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      String in = "example" + i + "/";
      found.add(all.stream().filter(m -> m.path().contains(in)).toList());
    }
    return found;
  }
}
