package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything once for each of something else. */
@AlsoInDaft
class NestedLoopTest {
  private static final String QUIET = "@SuppressWarnings(\"ProductLoop\") ";

  @Test
  void all_pairs_of_two_lists() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          @Nullable @All("product") List<List<Integer>> products(@Nullable @Elements("x") List<Integer> xs, @Nullable @Elements("y") List<Integer> ys);
          final class Nodes {
            @Node static int product(int x, @Each(value = "ys", within = "xs") int y) { return x * y; }
          }
        }
        """);
    assertThat(pipeline.call("products", List.of(2, 3), List.of(10, 100)))
        .isEqualTo(List.of(List.of(20, 200), List.of(30, 300)));
    assertThat(pipeline.call("products", List.of(2, 3), List.of()))
        .isEqualTo(List.of(List.of(), List.of()));
    assertThat(pipeline.call("products", List.of(), List.of(1))).isEqualTo(List.of());
    assertThat(pipeline.call("products", Arrays.asList(2, null), Arrays.asList(1, null)))
        .isEqualTo(Arrays.asList(Arrays.asList(2, null), Arrays.asList(null, null)));
    assertThat(pipeline.call("products", List.of(2, 3), null)).isEqualTo(Arrays.asList(null, null));
    assertThat(pipeline.call("products", null, List.of(1))).isNull();
  }

  @Test
  void all_pairs_of_computed_values_are_computed_once_each() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          @Input @Elements("passage") List<String> passages();
          @All("score") List<List<Integer>> scores(@Elements("query") List<String> queries);
          @All("best") List<Integer> best(@Elements("query") List<String> queries);
          final class Nodes {
            @BatchNode(maxBatchSize = 4) static List<int[]> passageVector(List<String> passage, Model model) { return model.encode(passage); }
            @BatchNode(maxBatchSize = 4) static List<int[]> queryVector(List<String> query, Model model) { return model.encode(query); }
            @Node static int score(int[] queryVector, @Each(value = "passageVector", within = "queries") int[] vector,
                @Each(value = "passages", within = "query") String passage) {
              return queryVector[0] * vector[0] + 1000 * passage.length();
            }
            @Node static int best(@All("score") List<Integer> scores) { return scores.stream().max(Integer::compare).orElse(-1); }
          }
          @StatefulResource final class Model {
            Model() {}
            List<int[]> encode(List<String> texts) {
              texts.forEach(t -> Trace.add(t));
              return texts.stream().map(t -> new int[] {t.length()}).toList();
            }
          }
        }
        """);
    try (Run run = pipeline.run().with("passages", List.of("a", "bb", "ccc"))) {
      assertThat(run.call("scores", List.of("xx", "y")))
          .isEqualTo(List.of(List.of(1002, 2004, 3006), List.of(1001, 2002, 3003)));
      assertThat(run.trace()).containsExactlyInAnyOrder("a", "bb", "ccc", "xx", "y");
      assertThat(run.call("best", List.of("xx", "y"))).isEqualTo(List.of(3006, 3003));
      assertThat(run.trace()).containsExactlyInAnyOrder("xx", "y");
      assertThat(run.call("best", List.of())).isEqualTo(List.of());
    }
    try (Run run = pipeline.run().with("passages", List.of())) {
      assertThat(run.call("best", List.of("xx"))).isEqualTo(List.of(-1));
    }
  }

  @Test
  void pairs_of_one_list_with_itself_and_of_the_values_of_one_axis() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          @All("pair") List<List<String>> pairs(List<String> xs);
          @All("distance") List<List<Integer>> distances(List<String> xs);
          final class Nodes {
            @Node static String pair(@Each("xs") String x, @Each(value = "xs", within = "xs") String other) { return x + other; }
            @Node static int[] vector(@Each("xs") String x) { return new int[] {x.length()}; }
            @Node static int distance(int[] vector, @Each(value = "vector", within = "xs") int[] other, String pair) {
              return 100 * pair.length() + Math.abs(vector[0] - other[0]);
            }
          }
        }
        """);
    assertThat(pipeline.call("pairs", List.of("a", "b")))
        .isEqualTo(List.of(List.of("aa", "ab"), List.of("ba", "bb")));
    assertThat(pipeline.call("distances", List.of("a", "bbb")))
        .isEqualTo(List.of(List.of(200, 402), List.of(402, 600)));
  }

  @Test
  void what_is_nested_in_its_own_axis_goes_along_one_inner_loop() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          @All("link") List<List<String>> links(@Elements("text") List<String> texts, @Elements(value = "tag", with = "texts") List<String> tags);
          @All("bare") List<List<String>> bare(List<String> texts);
          @All("triple") List<List<List<String>>> triples(List<String> texts);
          @All("joined") List<List<String>> allJoined(List<String> texts);
          @Use(Links.class) String joined(@Each("texts") String one, @Each(value = "size", within = "texts") int size,
              @Each(value = "texts", within = "texts") String other);
          final class Nodes {
            @Node static int size(@Each("texts") String t) { return t.length(); }
            @BatchNode static List<String> link(List<String> text, List<Integer> size,
                @Each(value = "texts", within = "texts") List<String> other,
                @Each(value = "size", within = "texts") List<Integer> otherSize,
                @Each(value = "tags", within = "text") List<String> otherTag,
                @Each(value = "tags", with = "texts") List<String> tag) {
              return IntStream.range(0, text.size())
                  .mapToObj(i -> text.get(i) + size.get(i) + tag.get(i) + other.get(i) + otherSize.get(i) + otherTag.get(i)).toList();
            }
            @Node static String bare(@Each(value = "size", within = "texts") int size, @Each(value = "texts", within = "texts") String other) {
              return other + size;
            }
            @Node static String triple(String bare, @Each(value = "texts", within = "bare") String third) { return bare + third; }
          }
        }
        """, """
        @Pipeline interface Links {
          String joined(String one, int size, String other);
          final class Nodes {
            @Node static String joined(String one, int size, String other) { return one + size + other; }
          }
        }
        """);
    assertThat(pipeline.call("links", List.of("a", "bb"), List.of("x", "y")))
        .isEqualTo(List.of(List.of("a1xa1x", "a1xbb2y"), List.of("bb2ya1x", "bb2ybb2y")));
    assertThat(pipeline.call("bare", List.of("a", "bb")))
        .isEqualTo(List.of(List.of("a1", "bb2"), List.of("a1", "bb2")));
    assertThat(pipeline.call("triples", List.of("a", "bb")))
        .isEqualTo(List.of(
            List.of(List.of("a1a", "a1bb"), List.of("bb2a", "bb2bb")),
            List.of(List.of("a1a", "a1bb"), List.of("bb2a", "bb2bb"))));
    assertThat(pipeline.call("allJoined", List.of("a", "bb")))
        .isEqualTo(List.of(List.of("a1a", "a2bb"), List.of("bb1a", "bb2bb")));
    assertThat(pipeline.call("links", List.of(), List.of())).isEqualTo(List.of());
  }

  @Test
  void a_list_within_another_within_itself() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          @All("path") List<List<List<Integer>>> paths(@Elements("x") List<Integer> xs, List<Integer> ys);
          final class Nodes {
            @Node static int path(@Each(value = "xs", within = "ys") int last, @Each(value = "ys", within = "xs") int y, int x) {
              return 100 * x + 10 * y + last;
            }
          }
        }
        """);
    assertThat(pipeline.call("paths", List.of(1, 2), List.of(3, 4)))
        .isEqualTo(List.of(
            List.of(List.of(131, 132), List.of(141, 142)),
            List.of(List.of(231, 232), List.of(241, 242))));
  }

  @Test
  void three_loops_deep_in_one_step_and_by_the_name_of_a_value() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          @All("three") List<List<List<Integer>>> three(@Elements("x") List<Integer> xs, List<Integer> ys, List<Integer> zs);
          @All("again") List<List<List<Integer>>> again(@Elements("x") List<Integer> xs, List<Integer> ys, List<Integer> zs);
          final class Nodes {
            @Node static int three(int x, @Each(value = "zs", within = "ys") int z, @Each(value = "ys", within = "xs") int y) { return 100 * x + 10 * y + z; }
            @Node static int two(int x, @Each(value = "ys", within = "x") int y) { return 100 * x + 10 * y; }
            @Node static int again(int two, @Each(value = "zs", within = "two") int z) { return two + z; }
          }
        }
        """);
    List<?> expected = List.of(
        List.of(List.of(135, 136), List.of(145, 146)),
        List.of(List.of(235, 236), List.of(245, 246)));
    assertThat(pipeline.call("three", List.of(1, 2), List.of(3, 4), List.of(5, 6)))
        .isEqualTo(expected);
    assertThat(pipeline.call("again", List.of(1, 2), List.of(3, 4), List.of(5, 6)))
        .isEqualTo(expected);
    assertThat(pipeline.call("again", List.of(1, 2), List.of(), List.of(5, 6)))
        .isEqualTo(List.of(List.of(), List.of()));
  }

  @Test
  void values_on_two_axes_within_a_third_which_is_ragged() {
    CompiledPipeline pipeline = CompiledPipeline.of(QUIET + """
        @Pipeline interface P {
          record Doc(List<String> sentences, List<String> questions) {}
          @Nullable @All("answer") List<List<List<String>>> perDoc(@Elements("doc") List<Doc> docs);
          @Nullable @All("hit") List<List<List<String>>> perQuery(@Elements("doc") List<Doc> docs, @Elements("query") List<String> queries);
          final class Nodes {
            @Node static List<String> sentences(@From("doc.sentences") List<String> s) { return s; }
            @Node static List<String> questions(@From("doc.questions") List<String> q) { return q; }
            @Node static String upper(@Each("sentences") String s) { return s.toUpperCase(Locale.ROOT); }
            @Node static String answer(@Each("questions") String q, @Each(value = "upper", within = "questions") String upper,
                @Each(value = "sentences", within = "questions") String s) { return q + upper + s; }
            @Node static String hit(String query, @Each(value = "upper", within = "queries") String upper, @Each(value = "doc", within = "query") Doc doc) {
              return query + upper + doc.questions().size();
            }
          }
        }
        """);
    Object docs = Arrays.asList(
        pipeline.make("P$Doc", List.of("a", "b"), List.of("1", "2")),
        pipeline.make("P$Doc", List.of(), List.of("3")),
        pipeline.make("P$Doc", Arrays.asList("c", null), List.of()),
        pipeline.make("P$Doc", null, List.of("4")),
        null);
    assertThat(pipeline.call("perDoc", docs))
        .isEqualTo(Arrays.asList(
            List.of(List.of("1Aa", "1Bb"), List.of("2Aa", "2Bb")),
            List.of(List.of()),
            List.of(),
            java.util.Collections.singletonList(null),
            null));
    List<?> perX =
        Arrays.asList(List.of("xA2", "xB2"), List.of(), Arrays.asList("xC0", null), null, null);
    assertThat(pipeline.call("perQuery", docs, List.of("x"))).isEqualTo(List.of(perX));
  }

  @Test
  void all_elements_of_one_list_for_each_of_another() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop") @Pipeline interface P {
          @From("sums") List<List<Integer>> all(@Elements("x") List<Integer> xs, List<Integer> ys);
          @Use(Sums.class) List<List<Integer>> sums(List<Integer> ys, @All("x") List<Integer> zs);
        }
        """, """
        @SuppressWarnings("ProductLoop") @Pipeline interface Sums {
          @All("sum") List<List<Integer>> sums(@Elements("y") List<Integer> ys, List<Integer> zs);
          final class Nodes {
            @Node static int sum(int y, @Each(value = "zs", within = "y") int z) { return y + z; }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(1, 2), List.of(10, 20)))
        .isEqualTo(List.of(List.of(11, 12), List.of(21, 22)));
    assertThat(pipeline.call("all", List.of(), List.of(10))).isEqualTo(List.of(List.of()));
  }

  @Test
  void opaque_elements_are_nested_beside_the_list_of_all_of_them() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop") @Pipeline interface P {
          @Input @Elements("x") List<List<Integer>> xs();
          @All(value = "hit", over = "x") List<List<String>> hits(String text);
          final class Nodes {
            @Node @Elements("part") static List<StringBuilder> parts(String text) {
              return Arrays.stream(text.split(" ")).map(StringBuilder::new).toList();
            }
            @Node static String joined(@Each(value = "part", within = "x") StringBuilder part, @All("part") List<StringBuilder> all) {
              return part + " of " + String.join("", all);
            }
            @Node static String hit(String joined) { return joined + "!"; }
          }
        }
        """);
    try (Run run = pipeline.run().with("xs", List.of(List.of(1), List.of(2)))) {
      assertThat(run.call("hits", "a bc"))
          .isEqualTo(
              List.of(List.of("a of abc!", "bc of abc!"), List.of("a of abc!", "bc of abc!")));
    }
  }

  @Test
  void all_of_what_is_computed_of_opaque_elements_meets_each_of_an_inner_loop() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop") @Pipeline interface P {
          @All("sum") List<List<List<Integer>>> sums(@Elements("x") List<List<Integer>> xs, @Elements(value = "y", with = "xs") List<List<Integer>> ys);
          final class Nodes {
            @Node static List<StringBuilder> parts(List<List<Integer>> xs) {
              return xs.stream().map(x -> new StringBuilder("" + x)).toList();
            }
            @Node static int length(@Each("parts") StringBuilder part) { return part.length(); }
            @Node static int sum(@Each(value = "y", within = "x") Integer y, @All("length") List<Integer> lengths) {
              return y + lengths.stream().mapToInt(l -> l).sum();
            }
          }
        }
        """);
    assertThat(pipeline.call(
            "sums", List.of(List.of(1, 2), List.of()), List.of(List.of(10), List.of(20))))
        .isEqualTo(List.of(List.of(List.of(18), List.of(18)), List.of()));
  }
}
