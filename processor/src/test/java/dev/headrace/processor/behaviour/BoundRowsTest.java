package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is bound for each row of an input: Daft computes it on all workers where a model is needed, Java once. */
@AlsoInDaft
class BoundRowsTest {
  private static final String MODEL = """
      @StatefulResource(maxConcurrency = 2) record Model(int factor) {
        int times(int x) { return factor * x; }
      }
      """;

  @Test
  void a_step_that_takes_another_input() {
    CompiledPipeline p = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("row") List<Integer> rows();
          @Input int k();
          @Input default List<String> more() { return List.of("a", "b", "c"); }
          @Input @Nullable Integer none();
          int best(int x);
          final class Nodes {
            @BatchNode static List<Integer> scaled(
                List<Integer> row, List<Integer> k, List<List<String>> more, List<@Nullable Integer> none, Model model) {
              return IntStream.range(0, row.size()).mapToObj(i ->
                  model.times(row.get(i)) + k.get(i) + more.get(i).size() + (none.get(i) == null ? 0 : 1000)).toList();
            }
            @Node static int best(int x, @All("scaled") List<Integer> scaled) {
              return scaled.stream().mapToInt(s -> s * x).max().orElse(0);
            }
          }
        }
        """, MODEL);
    try (Run run = p.run()
        .with("rows", List.of(1, 2, 3))
        .with("model", 10)
        .with("k", 5)
        .with("none", (Object) null)) {
      assertThat(run.call("best", 2)).isEqualTo(76);
    }
    try (Run run = p.run()
        .with("rows", List.of(4))
        .with("model", 10)
        .with("k", 5)
        .with("more", List.of())
        .with("none", 1)) {
      assertThat(run.call("best", 1)).isEqualTo(1045);
    }
  }

  @Test
  void an_input_that_is_null_for_a_step_that_takes_none() {
    CompiledPipeline p = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("row") List<Integer> rows();
          @Input @Nullable Integer k();
          int sum(int x);
          final class Nodes {
            @SuppressWarnings("RowByRowResource") @Node static int scaled(int row, int k, Model model) { return model.times(row) + k; }
            @Node static int sum(int x, @All("scaled") List<@Nullable Integer> scaled) {
              return scaled.stream().mapToInt(s -> s == null ? x : s).sum();
            }
          }
        }
        """, MODEL);
    try (Run run = p.run().with("rows", List.of(1, 2)).with("model", 10).with("k", (Object) null)) {
      assertThat(run.call("sum", 7)).isEqualTo(14);
    }
  }

  @Test
  void a_resource_that_is_made_with_an_input() {
    CompiledPipeline p = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("row") List<Integer> rows();
          @Input int factor();
          int best(int x);
          final class Nodes {
            @BatchNode static List<Integer> scaled(List<Integer> row, Model model) {
              return row.stream().map(model::times).toList();
            }
            @Node static int best(int x, @All("scaled") List<Integer> scaled) {
              return scaled.stream().mapToInt(s -> s * x).max().orElse(0);
            }
          }
        }
        """, MODEL);
    try (Run run = p.run().with("rows", List.of(1, 2, 3)).with("factor", 10)) {
      assertThat(run.call("best", 2)).isEqualTo(60);
    }
  }

  @Test
  void a_resource_that_is_made_with_the_rows() {
    CompiledPipeline p = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input @Elements("row") List<Integer> rows();
          int best(int x);
          @StatefulResource record Places(List<Integer> rows) {}
          final class Nodes {
            @SuppressWarnings("ComputedPerWorker") @BatchNode static List<Integer> place(List<Integer> row, Places places) {
              return row.stream().map(places.rows()::indexOf).toList();
            }
            @Node static int best(int x, @All("place") List<Integer> places) { return places.get(x); }
          }
        }
        """);
    try (Run run = p.run().with("rows", List.of(7, 8, 7))) {
      assertThat(run.call("best", 1)).isEqualTo(1);
      assertThat(run.call("best", 2)).isEqualTo(0);
    }
  }

  @Test
  void an_opaque_value_of_the_row_for_all_pairs_in_it() {
    CompiledPipeline p = CompiledPipeline.of("""
        @SuppressWarnings({"ProductLoop", "RowByRowResource"})
        @Pipeline interface P {
          @Input List<List<String>> rows();
          @All("size") List<Integer> sizes(int x);
          @Use(Pairs.class) List<List<Integer>> pairs(@Each("rows") List<String> words);
          final class Nodes {
            @Node static int size(int x, List<List<Integer>> pairs) { return x * pairs.hashCode(); }
          }
        }
        """, """
        @SuppressWarnings({"ProductLoop", "RowByRowResource"})
        @Pipeline interface Pairs {
          @All("pair") List<List<Integer>> pairs(@Elements("word") List<String> words);
          final class Nodes {
            @Node static StringBuilder opaque(String word) { return new StringBuilder(word); }
            @Node static int pair(
                @Each(value = "words", within = "opaque") String other, @All("opaque") List<StringBuilder> all, Model model) {
              return model.times(other.length()) + String.join("", all).length();
            }
          }
        }
        """, MODEL);
    List<List<String>> rows = List.of(List.of("a", "bcd"), List.of(), List.of("ef"));
    try (Run run = p.run().with("rows", rows).with("model", 10)) {
      assertThat(run.call("sizes", 1))
          .isEqualTo(List.of(
              List.of(List.of(14, 34), List.of(14, 34)).hashCode(),
              1,
              List.of(List.of(22)).hashCode()));
    }
  }

  @Test
  void calls_along_a_list_that_a_bound_step_gives_find_it_computed() {
    CompiledPipeline p = CompiledPipeline.of("""
        @SuppressWarnings("ProductLoop")
        @Pipeline interface P {
          @Input @Elements("row") List<String> rows();
          @All("sum") List<List<Optional<Integer>>> sums(int x);
          final class Nodes {
            @Node static int length(String row) { return row.length(); }
            @Node static @Elements("part") Optional<String> first(String row, @Each(value = "rows", within = "rows") String other) {
              Trace.add(row + other);
              return other.isEmpty() ? Optional.empty() : Optional.of(other.substring(0, 1));
            }
            @Node static int sum(String part, @Each(value = "length", within = "rows") int length, int x) {
              return part.charAt(0) + length + x;
            }
          }
        }
        """);
    try (Run run = p.run().with("rows", List.of("ab", "", "c"))) {
      run.callPlainly("sums", 0);
      assertThat(run.trace()).hasSize(9);
      List<Object> row = Arrays.asList(
          java.util.Optional.of(100), java.util.Optional.empty(), java.util.Optional.of(101));
      assertThat(run.call("sums", 1)).isEqualTo(List.of(row, row, row));
      assertThat(run.trace()).isEmpty();
    }
  }
}
