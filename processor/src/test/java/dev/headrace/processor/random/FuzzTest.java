package dev.headrace.processor.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Compiled.Message;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random graphs in one JVM, half of them with mistakes: what is valid compiles and runs like the reference, of what is broken
 * the mistake is found on its line, and nothing escapes. {@code -Dheadrace.fuzz=10000} sets how many.
 */
class FuzzTest {
  private static final int AT_ONCE = 25;
  private static final long FIRST = 1_000_000; // not those of the differential test

  private static final List<String> HEAD = List.of(
      "package broken%d;",
      "import dev.headrace.*;", "import java.util.*;", "import org.jspecify.annotations.Nullable;");

  @Test
  void random_graphs_run_or_are_told_what_is_wrong() {
    int half = Integer.getInteger("headrace.fuzz", 100) / 2;
    Map<String, Integer> made = new TreeMap<>();
    for (int start = 0; start < half; start += AT_ONCE) {
      List<Long> seeds = LongStream.range(FIRST + start, FIRST + Math.min(half, start + AT_ONCE))
          .boxed()
          .toList();
      DifferentialTest.agree(seeds, Place.JAVA);
      findMistakes(seeds, made);
    }
    System.out.println(half + " valid graphs, and of the mistakes in as many others: " + made);
    assertThat(made).hasSizeGreaterThan(Math.min(half / 5, 20));
  }

  private static void findMistakes(List<Long> seeds, Map<String, Integer> made) {
    Map<String, BrokenPipeline> broken = new LinkedHashMap<>();
    List<Source> sources = new ArrayList<>();
    for (long seed : seeds) {
      BrokenPipeline one = BrokenPipeline.of(Draw.plain(new Random(seed)), new Random(seed));
      String name = "P" + seed;
      broken.put(name, one);
      String text =
          one.text().replace("@Pipeline interface P {", "@Pipeline interface " + name + " {");
      sources.add(new Source(
          "broken" + seed + "/" + name + ".java",
          String.join("\n", HEAD).formatted(seed) + "\n" + text));
      one.mistakes().forEach(m -> made.merge(m.what(), 1, Integer::sum));
    }
    Compiled compiled = new Javac().compile(sources, List.of("-proc:only", "-Xmaxerrs", "1000"));
    assertThat(compiled.messages())
        .isNotEmpty()
        .noneMatch(m -> m.text().contains("InternalError") || m.text().contains("\tat "));
    broken.forEach((name, one) -> {
      List<Message> found = compiled.findings().stream()
          .filter(m -> m.file().equals(name + ".java"))
          .toList();
      assertThat(found)
          .as("%s: %s in\n%s\nfound: %s", name, one.mistakes(), one.text(), found)
          .anyMatch(m -> isFound(one.mistakes(), m));
    });
  }

  /** Of two mistakes, one may hide the other. */
  private static boolean isFound(List<BrokenPipeline.Mistake> mistakes, Message m) {
    return mistakes.size() > 1
        ? m.text().startsWith("[")
        : m.text().startsWith("[" + mistakes.get(0).code() + "]")
            && mistakes.get(0).lines().contains((int) m.line() - HEAD.size());
  }
}
