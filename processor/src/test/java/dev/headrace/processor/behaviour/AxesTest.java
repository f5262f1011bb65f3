package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.NullResultException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps over the elements of lists. */
@AlsoInDaft
class AxesTest {
  private static final String DOUBLED = """
      @Pipeline interface P {
        @All("doubled") List<Integer> all(@Elements("x") List<Integer> xs);
        final class Nodes {
          @Node static int doubled(int x) { return 2 * x; }
        }
      }
      """;

  @Test
  void a_step_runs_for_each_element() {
    CompiledPipeline pipeline = CompiledPipeline.of(DOUBLED);
    assertThat(pipeline.call("all", List.of(1, 2, 3))).isEqualTo(List.of(2, 4, 6));
    assertThat(pipeline.call("all", List.of())).isEqualTo(List.of());
    assertThat(pipeline.call("all", Arrays.asList(1, null, 3)))
        .isEqualTo(Arrays.asList(2, null, 6));
  }

  @Test
  void a_null_list_has_no_elements_and_gives_null() {
    CompiledPipeline strict = CompiledPipeline.of(DOUBLED);
    assertThatThrownBy(() -> strict.call("all", (Object) null))
        .isInstanceOf(NullResultException.class)
        .hasMessageContaining("all");
    CompiledPipeline lenient = CompiledPipeline.of(DOUBLED.replace("@All", "@Nullable @All"));
    assertThat(lenient.call("all", (Object) null)).isNull();
  }

  @Test
  void a_value_without_the_axis_is_repeated() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("scaled") List<Integer> all(List<Integer> xs, int factor);
          final class Nodes {
            @Node static int twice(int factor) { Trace.add("twice"); return 2 * factor; }
            @Node static int scaled(@Each("xs") int x, int factor, int twice) { return x * factor + twice; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", List.of(1, 2, 3), 10)).isEqualTo(List.of(30, 40, 50));
      assertThat(run.trace()).containsExactly("twice");
    }
  }

  @Test
  void lists_of_lists_with_holes() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Nullable @All("plus") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows);
          final class Nodes {
            @Node static int plus(@Each("row") int x) { return x + 1; }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(List.of(1, 2), List.of(3, 4))))
        .isEqualTo(List.of(List.of(2, 3), List.of(4, 5)));
    assertThat(pipeline.call("all", List.of(List.of(1, 2), List.of(), List.of(3))))
        .isEqualTo(List.of(List.of(2, 3), List.of(), List.of(4)));
    assertThat(pipeline.call(
            "all", Arrays.asList(List.of(1), null, Arrays.asList(null, 2), List.of())))
        .isEqualTo(Arrays.asList(List.of(2), null, Arrays.asList(null, 3), List.of()));
    assertThat(pipeline.call("all", List.of())).isEqualTo(List.of());
    assertThat(pipeline.call("all", Collections.singletonList(null)))
        .isEqualTo(Collections.singletonList(null));
    assertThat(pipeline.call("all", (Object) null)).isNull();
  }

  @Test
  void values_of_every_level_meet_in_one_step() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("text") List<List<String>> all(@Elements("doc") List<Doc> docs, String sep);
          record Doc(String id, List<String> words) {}
          final class Nodes {
            @Node @Elements("word") static List<String> words(@From("doc.words") List<String> w) { return w; }
            @Node static int length(String word) { return word.length(); }
            @Node static int longest(@All("length") List<Integer> lengths) { return lengths.stream().mapToInt(i -> i).max().orElse(0); }
            @Node static String text(Doc doc, String word, int length, int longest, String sep) {
              return doc.id() + sep + word + sep + length + sep + longest;
            }
          }
        }
        """);
    Object docs = List.of(
        pipeline.make("P$Doc", "a", List.of("x", "yy")),
        pipeline.make("P$Doc", "b", List.of()),
        pipeline.make("P$Doc", "c", List.of("zzz")));
    assertThat(pipeline.call("all", docs, "-"))
        .isEqualTo(List.of(List.of("a-x-1-2", "a-yy-2-2"), List.of(), List.of("c-zzz-3-3")));
  }

  @Test
  void all_along_one_axis_and_then_the_next() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int total(@Elements("row") List<List<Integer>> rows);
          @All("sum") List<Integer> sums(@Elements("row") List<List<Integer>> rows);
          final class Nodes {
            @Node static int square(@Each("row") int x) { return x * x; }
            @Node static int sum(@All("square") List<Integer> squares) { return squares.stream().mapToInt(i -> i).sum(); }
            @Node static int total(@All("sum") List<Integer> sums) { return sums.stream().mapToInt(i -> i).sum(); }
          }
        }
        """);
    assertThat(pipeline.call("total", List.of(List.of(1, 2), List.of(), List.of(3))))
        .isEqualTo(14);
    assertThat(pipeline.call("sums", List.of(List.of(1, 2), List.of(), List.of(3))))
        .isEqualTo(List.of(5, 0, 9));
    assertThat(pipeline.call("total", List.of())).isEqualTo(0);
  }

  @Test
  void entries_with_different_axes_share_the_steps() {
    CompiledPipeline pipeline = CompiledPipeline.of(
        """
        @Pipeline interface P {
          int doubled(int x);
          @All("doubled") List<Integer> list(@Elements("x") List<Integer> xs);
          @All("doubled") List<List<Integer>> lists(@Elements("ys") List<List<Integer>> zs);
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
          }
        }
        """.replace("@Elements(\"ys\") List<List<Integer>> zs", "@Elements(\"x\") List<Integer> zs")
            .replace("List<List<Integer>> lists", "List<Integer> lists"));
    assertThat(pipeline.call("doubled", 2)).isEqualTo(4);
    assertThat(pipeline.call("list", List.of(2, 3))).isEqualTo(List.of(4, 6));
    assertThat(pipeline.call("lists", List.of(2, 3))).isEqualTo(List.of(4, 6));
  }

  @Test
  void arrays_are_lists() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("doubled") List<List<Integer>> all(@Elements("row") int[][] rows);
          @All("upper") List<String> uppers(@Elements("word") String[] words);
          float[] scaled(float[] vector, float factor);
          @All("half") List<Float> halves(float[] vector);
          final class Nodes {
            @Node static int doubled(@Each("row") int x) { return 2 * x; }
            @Node static String upper(String word) { return word.toUpperCase(Locale.ROOT); }
            @Node static float half(@Each("vector") float v) { return v / 2; }
            @Node static float[] scaled(float[] vector, float factor) {
              float[] out = vector.clone();
              for (int i = 0; i < out.length; i++) { out[i] *= factor; }
              return out;
            }
          }
        }
        """);
    assertThat(pipeline.call("all", (Object) new int[][] {{1, 2}, {}, {3}, null}))
        .isEqualTo(Arrays.asList(List.of(2, 4), List.of(), List.of(6), null));
    assertThat(pipeline.call("uppers", (Object) new String[] {"a", null, "b"}))
        .isEqualTo(Arrays.asList("A", null, "B"));
    assertThat(pipeline.call("halves", (Object) new float[] {1, 2})).isEqualTo(List.of(.5f, 1f));
    assertThat((float[]) pipeline.call("scaled", new float[] {1, 2}, 2f)).containsExactly(2, 4);
  }

  @Test
  void a_list_given_by_a_step_opens_an_axis() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          String joined(String text);
          @All("upper") List<String> uppers(String text);
          final class Nodes {
            @Node @Elements("word") static List<String> words(String text) { return List.of(text.split(" ")); }
            @Node static String upper(String word) { return word.toUpperCase(Locale.ROOT); }
            @Node static String joined(@All("upper") List<String> parts, List<String> words) { return parts + "" + words.size(); }
          }
        }
        """);
    assertThat(pipeline.call("joined", "a b")).isEqualTo("[A, B]2");
    assertThat(pipeline.call("uppers", "a b")).isEqualTo(List.of("A", "B"));
  }

  @Test
  void each_and_elements_of_one_list_are_one_axis() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("sum") List<Integer> sums(@Elements("x") List<Integer> xs);
          final class Nodes {
            @Node static int doubled(@Each("xs") int e) { return 2 * e; }
            @Node static int tripled(int x) { return 3 * x; }
            @Node static int sum(int doubled, int tripled, @Each("xs") int again) { return doubled + tripled + again; }
          }
        }
        """);
    assertThat(pipeline.call("sums", List.of(1, 2))).isEqualTo(List.of(6, 12));
  }

  @Test
  void all_of_a_record_component_and_elements_of_two_lists() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int product(@Elements("a") List<Integer> as, @Elements("b") List<Integer> bs);
          final class Nodes {
            @Node static int sumA(@All("a") List<Integer> all) { return all.stream().mapToInt(i -> i).sum(); }
            @Node static int sumB(@All("b") List<Integer> all) { return all.stream().mapToInt(i -> i).sum(); }
            @Node static int product(int sumA, int sumB) { return sumA * sumB; }
          }
        }
        """);
    assertThat(pipeline.call("product", List.of(1, 2), List.of(3, 4, 5))).isEqualTo(36);
  }

  @Test
  void three_levels() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("plus") List<List<List<Integer>>> all(@Elements("b") List<List<List<Integer>>> a, int n);
          final class Nodes {
            @Node @Elements("c") static List<List<Integer>> bs(List<List<Integer>> b) { return b; }
            @Node @Elements("d") static List<Integer> cs(List<Integer> c) { return c; }
            @BatchNode static List<Integer> plus(List<Integer> d, List<Integer> n, List<List<Integer>> cs) {
              return IntStream.range(0, d.size()).mapToObj(i -> d.get(i) + n.get(i) + 100 * cs.get(i).size()).toList();
            }
          }
        }
        """);
    assertThat(pipeline.call(
            "all", List.of(List.of(List.of(1, 2), List.of()), List.of(), List.of(List.of(3))), 10))
        .isEqualTo(
            List.of(List.of(List.of(211, 212), List.of()), List.of(), List.of(List.of(113))));
  }

  @Test
  void a_list_with_null_elements_is_not_a_null_list() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Nullable @From("count") Integer of(@Nullable List<@Nullable String> words);
          final class Nodes {
            @Node static int count(List<@Nullable String> words) { return words.size(); }
          }
        }
        """);
    assertThat(pipeline.call("of", Arrays.asList("a", null))).isEqualTo(2);
    assertThat(pipeline.call("of", (Object) null)).isNull();
  }

  @Test
  void an_opaque_value_of_all_elements_meets_each_of_them() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("place") List<String> places(@Elements("x") List<String> xs);
          final class Bag { final List<String> all; Bag(List<String> all) { this.all = all; } }
          final class Nodes {
            @Node static Bag bag(@All("x") List<String> all) { return new Bag(all); }
            @Node static String place(String x, Bag bag) { return x + bag.all.indexOf(x); }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("places", List.of("b", "a"))).isEqualTo(List.of("b0", "a1"));
    }
  }

  @Test
  void all_elements_of_one_list_meet_each_of_another() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("rank") List<Integer> ranks(@Elements("x") List<Integer> xs, @Elements("y") List<Integer> ys);
          final class Nodes {
            @Node static int rank(int y, @All("x") List<Integer> all) { return all.indexOf(y); }
          }
        }
        """);
    assertThat(pipeline.call("ranks", List.of(1, 2), List.of(2, 3, 1)))
        .isEqualTo(List.of(1, -1, 0));
    assertThat(pipeline.call("ranks", List.of(1, 2), List.of())).isEqualTo(List.of());
    assertThat(pipeline.call("ranks", List.of(), List.of(1))).isEqualTo(List.of(-1));
  }

  @Test
  void an_opaque_value_of_what_a_list_is_made_of_for_each_of_its_elements() {
    CompiledPipeline p = CompiledPipeline.of("""
        @Pipeline interface P {
          record Text(String title, String words) {}
          @All("hit") List<String> hits(Text text);
          final class Nodes {
            @Node @Elements("word") static List<String> words(@From("text.words") String words) {
              return List.of(words.split(" "));
            }
            @Node static StringBuilder opaque(@From("text.words") String words) { return new StringBuilder(words); }
            @Node static String hit(String word, StringBuilder opaque) { return word + opaque.indexOf(word); }
          }
        }
        """);
    assertThat(p.call("hits", p.make("P$Text", "t", "a bc d")))
        .isEqualTo(List.of("a0", "bc2", "d5"));
  }

  @Test
  void lockstep_with_a_list_that_is_made_of_opaque_values_of_all_elements() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("sum") List<Integer> sums(@Elements("x") List<Integer> xs);
          final class Nodes {
            @Node static StringBuilder opaque(int x) { return new StringBuilder("" + x); }
            @Node static List<String> parts(@All("opaque") List<StringBuilder> all, int x) {
              return all.stream().map(o -> o + "," + x).toList();
            }
            @Node static int tens(@Each(value = "xs", with = "parts") int x) { return x * 10; }
            @Node static int sum(@All(value = "tens", over = "parts") List<Integer> tens) {
              return tens.stream().mapToInt(t -> t).sum();
            }
          }
        }
        """);
    assertThat(pipeline.call("sums", List.of(1, 2))).isEqualTo(List.of(30, 30));
    assertThat(pipeline.call("sums", List.of())).isEqualTo(List.of());
  }
}
