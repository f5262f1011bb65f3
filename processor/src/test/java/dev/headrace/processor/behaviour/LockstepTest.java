package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists that are gone through side by side. */
@AlsoInDaft
class LockstepTest {
  private static final String SUMS = """
      @Pipeline interface P {
        @All("sum") List<Integer> sums(@Elements("x") List<Integer> xs, @Elements(value = "y", with = "xs") List<Integer> ys);
        final class Nodes {
          @Node static int sum(int x, int y) { return x + y; }
        }
      }
      """;

  @Test
  void first_goes_with_first() {
    CompiledPipeline pipeline = CompiledPipeline.of(SUMS);
    assertThat(pipeline.call("sums", List.of(1, 2, 3), List.of(10, 20, 30)))
        .isEqualTo(List.of(11, 22, 33));
    assertThat(pipeline.call("sums", List.of(), List.of())).isEqualTo(List.of());
    assertThat(pipeline.call("sums", Arrays.asList(1, null), Arrays.asList(null, 2)))
        .isEqualTo(Arrays.asList(null, null));
  }

  @Test
  void unequal_sizes_fail_with_both_names_and_only_their_row() {
    CompiledPipeline pipeline = CompiledPipeline.of(SUMS);
    try (Run run = pipeline.run()) {
      String message = "ys and xs go in lockstep, but ys has 1 and xs has 2 on row 0";
      assertThatThrownBy(() -> run.call("sums", List.of(1, 2), List.of(10)))
          .isInstanceOf(NodeException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> run.byReference("sums", List.of(1, 2), List.of(10)))
          .hasMessage(message);
      assertThatThrownBy(() -> run.call("sums", List.of(1), null))
          .hasMessage("ys and xs go in lockstep, but ys is null and xs has 1 on row 0");
      Stream<Object> rows = Stream.of(
          pipeline.make("PExecutor$SumsCall", List.of(1), List.of(10)),
          pipeline.make("PExecutor$SumsCall", List.of(1), List.of()),
          pipeline.make("PExecutor$SumsCall", List.of(2), List.of(20)));
      Stream<?> outcomes = (Stream<?>) Reflection.invoke(run.executor(), "sumsOutcomes", rows);
      List<Ending> endings =
          outcomes.map(o -> Ending.of(() -> ((Outcome<?>) o).orThrow())).toList();
      assertThat(endings.get(0).orThrow()).isEqualTo(List.of(11));
      assertThatThrownBy(() -> endings.get(1).orThrow())
          .hasMessage("ys and xs go in lockstep, but ys has 0 and xs has 1 on row 1");
      assertThat(endings.get(2).orThrow()).isEqualTo(List.of(22));
    }
  }

  @Test
  void the_elements_themselves_have_the_sizes_of_the_other_list() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("twin") @Nullable List<String> all(
              @Elements("x") @Nullable List<String> xs,
              @Elements(value = "twin", with = "xs") @Nullable List<String> twins);
        }
        """);
    assertThat(pipeline.call("all", List.of("a", "b"), List.of("c", "d")))
        .isEqualTo(List.of("c", "d"));
    assertThat(pipeline.call("all", null, List.of())).isNull();
    assertThatThrownBy(() -> pipeline.call("all", List.of("a", "b"), null))
        .hasMessageContaining("twins and xs go in lockstep, but twins is null and xs has 2");
  }

  @Test
  void each_with_another_list_and_what_a_step_gives_for_all() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("text") List<String> texts(List<String> words, @Input List<Integer> numbers);
          final class Nodes {
            @Node static List<Integer> ranks(@All("length") List<Integer> lengths) {
              return lengths.stream().map(l -> (int) lengths.stream().filter(o -> o > l).count()).toList();
            }
            @Node static int length(@Each("words") String word) { return word.length(); }
            @BatchNode static List<String> text(
                @Each("words") List<String> word,
                @Each(value = "ranks", with = "words") List<Integer> rank,
                @Each(value = "numbers", with = "length") List<Integer> number) {
              return IntStream.range(0, word.size()).mapToObj(i -> word.get(i) + rank.get(i) + number.get(i)).toList();
            }
          }
        }
        """.replace("@Input List", "List"));
    assertThat(pipeline.call("texts", List.of("a", "ccc", "bb"), List.of(7, 8, 9)))
        .isEqualTo(List.of("a27", "ccc08", "bb19"));
    assertThatThrownBy(() -> pipeline.call("texts", List.of("a"), List.of(7, 8)))
        .hasMessage("numbers and words go in lockstep, but numbers has 2 and words has 1 on row 0");
  }

  @Test
  void what_is_named_for_its_axis_alone_is_not_computed() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings({"ProductLoop", "RowByRowResource"}) @Pipeline interface P {
          @All("last") List<List<Integer>> all(@Elements("x") List<Integer> xs, List<Integer> ys, List<Integer> zs);
          @StatefulResource final class Model { Model() {} }
          final class Nodes {
            @Node static int place(int x, @Each(value = "ys", with = "xs") int y, Model model) { Trace.add("place"); return y; }
            @Node static int last(int x, @Each(value = "zs", within = "place") int z) { return x + z; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", List.of(1, 2), List.of(), List.of(10)))
          .isEqualTo(List.of(List.of(11), List.of(12)));
      assertThat(run.trace()).isEmpty();
    }
  }

  @Test
  void lists_within_lists_and_one_that_lies_further_out() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Nullable @All("sum") List<List<Integer>> sums(
              @Nullable @Elements("a") List<List<Integer>> as,
              @Nullable @Elements(value = "b", with = "as") List<int[]> bs,
              @Nullable List<Integer> cs);
          final class Nodes {
            @Node static int sum(@Each("a") int x, @Each(value = "b", with = "a") int y, @Each(value = "cs", with = "a") @Nullable Integer z) {
              return x + y + (z == null ? 0 : z);
            }
          }
        }
        """);
    assertThat(pipeline.call(
            "sums",
            List.of(List.of(1, 2), List.of(3, 4)),
            List.of(new int[] {10, 20}, new int[] {30, 40}),
            Arrays.asList(100, null)))
        .isEqualTo(List.of(List.of(111, 22), List.of(133, 44)));
    assertThat(pipeline.call(
            "sums", Arrays.asList(null, List.of()), Arrays.asList(new int[] {}, null), null))
        .isEqualTo(Arrays.asList(null, List.of()));
    assertThat(pipeline.call("sums", null, null, List.of(1))).isNull();
    assertThatThrownBy(() -> pipeline.call(
            "sums",
            List.of(List.of(1), List.of(2)),
            List.of(new int[] {1}, new int[] {1, 2}),
            List.of(1)))
        .hasMessage("b and a go in lockstep, but b has 2 and a has 1 on row 0");
  }

  @Test
  void bound_lists_with_each_other_and_with_those_of_a_call() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("x") List<Integer> xs();
          @Input @Elements(value = "y", with = "xs") List<Integer> ys();
          @All("product") List<Integer> products();
          @All("scaled") List<Integer> scaled(@Elements(value = "z", with = "xs") List<Integer> zs);
          final class Nodes {
            @BatchNode static List<Integer> product(List<Integer> x, List<Integer> y, Model model) { return model.products(x, y); }
            @Node static int scaled(int product, int z) { return product * z; }
          }
          @StatefulResource final class Model {
            Model() {}
            List<Integer> products(List<Integer> x, List<Integer> y) {
              return IntStream.range(0, x.size()).mapToObj(i -> x.get(i) * y.get(i)).toList();
            }
          }
        }
        """);
    try (Run run = pipeline.run().with("xs", List.of(1, 2)).with("ys", List.of(3, 4))) {
      assertThat(run.call("products")).isEqualTo(List.of(3, 8));
      assertThat(run.call("scaled", List.of(10, 100))).isEqualTo(List.of(30, 800));
      assertThatThrownBy(() -> run.call("scaled", List.of(10)))
          .hasMessage("zs and xs go in lockstep, but zs has 1 and xs has 2 on row 0");
    }
    try (Run run = pipeline.run().with("xs", List.of(1, 2)).with("ys", List.of(3))) {
      assertThatThrownBy(() -> run.call("products"))
          .hasMessageContaining("ys and xs go in lockstep, but ys has 1 and xs has 2");
    }
  }
}
