package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An {@code Optional} is an axis of none or one. */
@AlsoInDaft
class OptionalTest {
  @Test
  void steps_behind_it_run_only_for_what_is_there() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("doubled") Optional<Integer> doubled(@Elements("x") Optional<Integer> xo);
          String text(@Elements("x") Optional<Integer> xo);
          final class Nodes {
            @Node static int doubled(int x) { Trace.add("doubled " + x); return 2 * x; }
            @Node static String text(@All("doubled") Optional<Integer> all, Optional<Integer> xo) { return all + " of " + xo; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("doubled", Optional.of(2))).isEqualTo(Optional.of(4));
      assertThat(run.trace()).containsExactly("doubled 2");
      assertThat(run.call("doubled", Optional.empty())).isEqualTo(Optional.empty());
      assertThat(run.trace()).isEmpty();
      assertThat(run.call("doubled", (Object) null)).isEqualTo(Optional.empty());
      assertThat(run.call("text", Optional.of(2))).isEqualTo("Optional[4] of Optional[2]");
    }
  }

  @Test
  void a_cascade_sends_full_batches_of_what_the_first_model_leaves() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("answer") List<String> answers(@Elements("question") List<Integer> questions);
          final class Nodes {
            @BatchNode(maxBatchSize = 16) static List<Integer> guess(List<Integer> question, Small small) { return question; }
            @Node @Elements("hard") static Optional<Integer> hardOne(int question, int guess) {
              return guess % 4 == 0 ? Optional.of(question) : Optional.empty();
            }
            @BatchNode(maxBatchSize = 8) static List<String> opinion(List<Integer> hard, Big big) {
              return hard.stream().map(h -> "big " + h).toList();
            }
            @Node static String answer(int guess, @All("opinion") Optional<String> opinion) { return opinion.orElse("small " + guess); }
          }
          @StatefulResource final class Small { Small() {} }
          @StatefulResource final class Big { Big() {} }
        }
        """);
    try (Run run = pipeline.run()) {
      List<Integer> questions = IntStream.range(0, 64).boxed().toList();
      assertThat(run.call("answers", questions))
          .isEqualTo(questions.stream()
              .map(q -> q % 4 == 0 ? "big " + q : "small " + q)
              .toList());
      assertThat(run.batches().stream().filter(b -> b.startsWith("guess")))
          .containsExactly("guess×16", "guess×16", "guess×16", "guess×16");
      assertThat(run.batches().stream().filter(b -> b.startsWith("opinion")))
          .containsExactly("opinion×8", "opinion×8");
      assertThat(run.call("answers", List.of(1, 2, 3)))
          .isEqualTo(List.of("small 1", "small 2", "small 3"));
      assertThat(run.batches().stream().filter(b -> b.startsWith("opinion"))).isEmpty();
    }
  }

  @Test
  void a_filter_leaves_out_what_is_not_there() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All(value = "square", over = "xs") List<Integer> squares(@Elements("x") List<Integer> xs);
          @All("square") List<Optional<Integer>> withHoles(@Elements("x") List<Integer> xs);
          int sum(@Elements("x") List<Integer> xs);
          final class Nodes {
            @Node static Optional<Integer> odd(int x) { return Optional.of(x).filter(o -> o % 2 == 1); }
            @BatchNode static List<Integer> square(@Each("odd") List<Integer> odd) { return odd.stream().map(o -> o * o).toList(); }
            @Node static int sum(@All(value = "square", over = "x") List<Integer> all) { return all.stream().mapToInt(i -> i).sum(); }
          }
        }
        """);
    assertThat(pipeline.call("squares", List.of(1, 2, 3))).isEqualTo(List.of(1, 9));
    assertThat(pipeline.call("withHoles", List.of(1, 2, 3)))
        .isEqualTo(List.of(Optional.of(1), Optional.empty(), Optional.of(9)));
    assertThat(pipeline.call("withHoles", Arrays.asList(1, null)))
        .isEqualTo(List.of(Optional.of(1), Optional.empty()));
    assertThat(pipeline.call("sum", List.of(1, 2, 3))).isEqualTo(10);
    assertThat(pipeline.call("sum", List.of(2))).isEqualTo(0);
    assertThat(pipeline.call("squares", List.of())).isEqualTo(List.of());
  }

  @Test
  void optionals_and_lists_in_each_other() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("plus") Optional<List<Integer>> inside(@Elements("list") Optional<List<Integer>> lo);
          @All(value = "plus", over = "lo") List<Integer> flat(@Elements("list") Optional<List<Integer>> lo);
          @All("both") List<Optional<Optional<Integer>>> cascade(@Elements("x") List<Integer> xs);
          @All(value = "both", over = "once") List<Optional<Integer>> joined(@Elements("x") List<Integer> xs);
          final class Nodes {
            @Node static int plus(@Each("list") int x) { return x + 1; }
            @Node @Elements("one") static Optional<Integer> once(int x) { return x > 1 ? Optional.of(x) : Optional.empty(); }
            @Node @Elements("two") static Optional<Integer> twice(int one) { return one > 2 ? Optional.of(one) : Optional.empty(); }
            @Node @Nullable static Integer both(int x, int one, int two) { return x == 5 ? null : x + one + two; }
          }
        }
        """.replace(
            "List<Optional<Optional<Integer>>> cascade",
            "@SuppressWarnings(\"NullableResult\") List<Optional<Optional<Integer>>> cascade"));
    assertThat(pipeline.call("inside", Optional.of(List.of(1, 2))))
        .isEqualTo(Optional.of(List.of(2, 3)));
    assertThat(pipeline.call("inside", Optional.empty())).isEqualTo(Optional.empty());
    assertThat(pipeline.call("flat", Optional.of(List.of(1, 2)))).isEqualTo(List.of(2, 3));
    assertThat(pipeline.call("flat", Optional.empty())).isEqualTo(List.of());
    assertThat(pipeline.call("flat", (Object) null)).isEqualTo(List.of());
    assertThat(pipeline.call("cascade", List.of(1, 2, 3)))
        .isEqualTo(
            List.of(Optional.empty(), Optional.of(Optional.empty()), Optional.of(Optional.of(9))));
    assertThat(pipeline.call("joined", List.of(1, 2, 3, 5)))
        .isEqualTo(List.of(Optional.empty(), Optional.empty(), Optional.of(9), Optional.empty()));
  }

  @Test
  void what_lies_within_an_optional_of_a_list_meets_what_may_be_there_again() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop") @Pipeline interface P {
          @All("of") @Nullable List<Optional<String>> all(@Nullable List<Optional<String>> xs);
          final class Nodes {
            @Node @Elements("y") static Optional<String> there(@Each("xs") Optional<String> x) { return x; }
            @Node static String pair(@Each(value = "xs", within = "y") Optional<String> x, String y) { return y + x.orElse("-"); }
            @Node static String of(@All("pair") List<String> pairs, String y) { return y + "=" + pairs; }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(Optional.of("a"), Optional.empty())))
        .isEqualTo(List.of(Optional.of("a=[aa, a-]"), Optional.empty()));
    assertThat(pipeline.call("all", List.of())).isEqualTo(List.of());
    assertThat(pipeline.call("all", (Object) null)).isNull();
  }

  @Test
  void bound_ones_and_pairs_with_what_may_be_there() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop") @Pipeline interface P {
          @Input @Elements("prefix") Optional<String> prefixes();
          @All("text") Optional<List<String>> texts(@Elements("word") List<String> words);
          @All("kept") List<List<Optional<String>>> pairs(@Elements("word") List<String> words, @Elements("other") List<String> others);
          final class Nodes {
            @Node static String upper(String prefix) { return prefix.toUpperCase(Locale.ROOT); }
            @Node static String text(String upper, @Each(value = "words", within = "prefixes") String word) { return upper + word; }
            @Node static Optional<String> longer(String other) { return Optional.of(other).filter(w -> w.length() > 1); }
            @Node static String some(@Each("longer") String word) { return word + "!"; }
            @Node static String kept(String word, @Each(value = "some", within = "words") String some) { return word + some; }
          }
        }
        """);
    try (Run run = pipeline.run().with("prefixes", Optional.of("p"))) {
      assertThat(run.call("texts", List.of("a", "b"))).isEqualTo(Optional.of(List.of("Pa", "Pb")));
      assertThat(run.call("pairs", List.of("a", "bb"), List.of("a", "bb")))
          .isEqualTo(List.of(
              List.of(Optional.empty(), Optional.of("abb!")),
              List.of(Optional.empty(), Optional.of("bbbb!"))));
    }
    try (Run run = pipeline.run().with("prefixes", Optional.empty())) {
      assertThat(run.call("texts", List.of("a", "b"))).isEqualTo(Optional.empty());
    }
  }

  @Test
  void a_null_one_is_empty_wherever_it_comes_from() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          record Doc(Optional<String> title) {}
          @All("text") List<String> texts(@Elements("x") List<Integer> xs);
          String all(@Elements("x") List<Integer> xs);
          String title(Doc doc, Optional<Integer> given);
          Optional<Integer> half(@Nullable Integer x);
          @All("each") Optional<String> each(@Nullable Doc doc);
          final class Nodes {
            @Node static Optional<Integer> half(int x) { return x % 2 == 0 ? Optional.of(x / 2) : null; }
            @BatchNode static List<Optional<Integer>> third(List<Integer> x) { return x.stream().map(i -> i % 3 == 0 ? Optional.of(i / 3) : (Optional<Integer>) null).toList(); }
            @Node static String text(Optional<Integer> half, Optional<Integer> third) { return half + " " + third; }
            @Node static String all(@All("half") List<Optional<Integer>> halves, @All("third") List<Optional<Integer>> thirds) { return halves + " " + thirds; }
            @Node static String title(@From("doc.title") Optional<String> title, Optional<Integer> given) { return title + " " + given; }
            @Node static Optional<String> titles(@From("doc.title") Optional<String> title) { return title; }
            @Node static String each(@Each("titles") String title) { return title + "!"; }
          }
        }
        """);
    assertThat(pipeline.call("texts", Arrays.asList(6, 1, null)))
        .isEqualTo(List.of(
            "Optional[3] Optional[2]",
            "Optional.empty Optional.empty",
            "Optional.empty Optional.empty"));
    assertThat(pipeline.call("all", Arrays.asList(6, 1, null)))
        .isEqualTo(
            "[Optional[3], Optional.empty, Optional.empty] [Optional[2], Optional.empty, Optional.empty]");
    assertThat(pipeline.call("title", pipeline.make("P$Doc", (Object) null), null))
        .isEqualTo("Optional.empty Optional.empty");
    assertThat(pipeline.call("half", (Object) null)).isEqualTo(Optional.empty());
    assertThat(pipeline.call("each", (Object) null)).isEqualTo(Optional.empty());
    assertThat(pipeline.call("each", pipeline.make("P$Doc", Optional.of("a"))))
        .isEqualTo(Optional.of("a!"));
  }

  @Test
  void a_step_that_runs_for_an_element_in_one_entry_and_once_in_another() {
    CompiledPipeline p = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("said") Optional<String> all(String k, @Elements("word") Optional<String> words);
          String said(String k, @Nullable String word);
          final class Nodes {
            @Node static String said(String k, @Nullable String word) { return k + word; }
          }
        }
        """);
    try (Run run = p.run()) {
      assertThat(run.call("all", "k", java.util.Optional.of("a")))
          .isEqualTo(java.util.Optional.of("ka"));
      assertThat(run.call("all", "k", java.util.Optional.empty()))
          .isEqualTo(java.util.Optional.empty());
      assertThat(run.call("said", "k", "a")).isEqualTo("ka");
      assertThat(run.call("said", "k", null)).isEqualTo("knull");
    }
  }
}
