package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a generated module says of costs, against what is counted. */
class CostsTest {
  private static final CompiledPipeline MAPS = CompiledPipeline.of("""
      @SuppressWarnings("RowByRowResource")
      @Pipeline interface P {
        @Input @Elements("passage") List<String> passages();
        @All("third") List<Integer> all(@Elements("x") List<Integer> xs);
        int found(int x);
        @StatefulResource final class Model { Model() {} }
        final class Index {
          final int size;
          Index(int size) { this.size = size; }
        }
        final class Nodes {
          @BatchNode(maxBatchSize = 4) static List<Integer> first(List<Integer> x, Model model) { return called(x); }
          @BatchNode(maxBatchSize = 3) static List<Integer> second(List<Integer> first, Model model) { return called(first); }
          @Node static int third(int second, Model model) { Trace.add("call"); return second; }
          @Node static Index index(List<String> passages, Model model) { return new Index(passages.size()); }
          @Node static int found(int x, Index index) { return x + index.size; }
          private static List<Integer> called(List<Integer> x) { Trace.add("call"); return x; }
        }
      }
      """);

  private static String header() {
    return MAPS.compiled()
        .resources()
        .get(MAPS.name() + "/p.py")
        .split("\"\"\"", 3)[1]
        .replaceAll("\\s+", " ");
  }

  @Test
  void calls_are_as_many_as_it_says() {
    int n = 10;
    try (Run run = MAPS.run()) {
      List<Integer> elements = IntStream.range(0, n).boxed().toList();
      run.callPlainly("all", elements);
      for (String step : List.of("first", "second")) {
        Matcher said = Pattern.compile(
                "all: for n elements n calls of " + step + "\\. Here: about n/(\\d+)")
            .matcher(header());
        assertThat(said.find()).as(step).isTrue();
        int limit = Integer.parseInt(said.group(1));
        assertThat(run.batches().stream().filter(b -> b.startsWith(step + "×")))
            .hasSize((n + limit - 1) / limit);
      }
      Trace.take();
      run.byReference("all", elements);
      assertThat(Trace.take()).as("row by row: n calls of each of the three").hasSize(3 * n);
    }
  }

  @Test
  void maps_are_as_many_as_it_says() {
    Matcher said = Pattern.compile("all: (\\d+) explodes? and groupbys?").matcher(header());
    assertThat(said.find()).isTrue();
    String naive = MAPS.compiled().resources().get(MAPS.name() + "/p_naive.py");
    String optimized = MAPS.compiled().resources().get(MAPS.name() + "/p.py");
    assertThat(count(naive, "df.explode(")).isEqualTo(Integer.parseInt(said.group(1)));
    assertThat(count(naive, "df.groupby(")).isEqualTo(Integer.parseInt(said.group(1)));
    assertThat(count(optimized, "explode(") + count(optimized, "groupby(")).isZero();
  }

  @Test
  void it_says_what_could_be_better_and_is_not_silenced() {
    assertThat(header())
        .contains("[ComputedPerWorker] In Daft every worker process computes index with Model")
        .doesNotContain("[RowByRowResource]");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
