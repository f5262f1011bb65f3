package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.NullResultException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries that return several values of one call. */
@AlsoInDaft
class OutputsTest {

  @Test
  void each_component_asks_for_the_value_of_its_name() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          Both both(int x);
          CompletableFuture<Both> later(int x);
          @Outputs record Both(int doubled, long tripled) {}
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
            @Node static long tripled(int x) { return 3 * x; }
          }
        }
        """);
    assertThat(pipeline.call("both", 5)).isEqualTo(pipeline.make("P$Both", 10, 15L));
    assertThat(pipeline.call("later", 5)).isEqualTo(pipeline.make("P$Both", 10, 15L));
  }

  @Test
  void what_no_component_asks_for_is_never_computed_nor_needed() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int y();
          Two two(int x);
          Three three(int x);
          @Outputs record Two(int a, int b) {}
          @Outputs record Three(int a, int b, int c) {}
          final class Nodes {
            @Node static int a(int x) { Trace.add("a"); return x + 1; }
            @Node static int b(int a) { Trace.add("b"); return a + 1; }
            @Node static int c(int a, int y) { Trace.add("c"); return a + y; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("two", 1)).isEqualTo(pipeline.make("P$Two", 2, 3));
      assertThat(run.trace()).containsExactly("a", "b");
    }
    try (Run run = pipeline.run().with("y", 10)) {
      assertThat(run.call("three", 1)).isEqualTo(pipeline.make("P$Three", 2, 3, 12));
      assertThat(run.trace()).containsExactly("a", "b", "c");
    }
  }

  @Test
  void components_may_name_other_values_parts_of_records_and_all_values_along_axes() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input default int k() { return 100; }
          Sum sum(@Elements("row") List<List<Integer>> rows, String name);
          @Outputs record Sum(
              @From("pair.left") int total,
              @From("pair") Pair<Integer, List<Integer>> whole,
              @All("next") List<List<Integer>> nexts,
              @From("rows") List<List<Integer>> given,
              String name,
              int k) {}
          record Pair<A, B>(A left, B right) {}
          final class Nodes {
            @Node static int next(@Each("row") int n) { return n + 1; }
            @Node static int rowSum(@All("next") List<Integer> nexts) { return nexts.stream().mapToInt(i -> i).sum(); }
            @Node static Pair<Integer, List<Integer>> pair(@All("rowSum") List<Integer> sums) {
              return new Pair<>(sums.stream().mapToInt(i -> i).sum(), sums);
            }
          }
        }
        """);
    List<List<Integer>> rows = List.of(List.of(1, 2), List.of(), List.of(3));
    Object pair = pipeline.make("P$Pair", 9, List.of(5, 0, 4));
    assertThat(pipeline.call("sum", rows, "n"))
        .isEqualTo(pipeline.make(
            "P$Sum", 9, pair, List.of(List.of(2, 3), List.of(), List.of(4)), rows, "n", 100));
  }

  @Test
  void a_generic_record_of_outputs_has_its_arguments_as_types() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          Got<Integer, String> got(int x);
          @Outputs record Got<N, S>(@From("doubled") N number, @From("text") S words) {}
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
            @Node static String text(int doubled) { return "t" + doubled; }
          }
        }
        """);
    assertThat(pipeline.call("got", 5)).isEqualTo(pipeline.make("P$Got", 10, "t10"));
  }

  @Test
  void outputs_of_inputs_alone_are_bound() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int k();
          Got got();
          @Outputs record Got(int k, int square) {}
          final class Nodes {
            @Node static int square(int k) { Trace.add("square"); return k * k; }
          }
        }
        """);
    try (Run run = pipeline.run().with("k", 7)) {
      assertThat(run.call("got")).isEqualTo(pipeline.make("P$Got", 7, 49));
    }
  }

  @Test
  void a_null_component_is_only_let_through_where_it_may_be_null() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("NullableResult")
        @Pipeline interface P {
          Strict strict(String s);
          Lenient lenient(String s);
          @Outputs record Strict(String half, String s) {}
          @Outputs record Lenient(@Nullable String half, String s) {}
          final class Nodes {
            @Node static @Nullable String half(String s) {
              return s.length() < 2 ? null : s.substring(0, s.length() / 2);
            }
          }
        }
        """);
    assertThat(pipeline.call("strict", "abcd")).isEqualTo(pipeline.make("P$Strict", "ab", "abcd"));
    assertThat(pipeline.call("lenient", "a")).isEqualTo(pipeline.make("P$Lenient", null, "a"));
    assertThatThrownBy(() -> pipeline.call("strict", "a")).hasMessageContaining("strict");
    try (Run run = pipeline.run().onlyInJava()) {
      assertThatThrownBy(() -> run.callPlainly("strict", "a"))
          .isInstanceOf(NullResultException.class)
          .hasMessageStartingWith("strict.half is null on row 0 (s = a), which is no component");
      assertThatThrownBy(() -> run.callPlainly("strict", (Object) null))
          .hasMessageStartingWith("strict.half is null on row 0 (s = null)");
    }
  }

  @Test
  void a_constructor_that_throws_fails_with_the_name_of_the_entry() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          Checked checked(int x);
          @Outputs record Checked(int doubled) {
            public Checked {
              if (doubled > 9) throw new IllegalArgumentException("too much: " + doubled);
            }
          }
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
          }
        }
        """);
    assertThat(pipeline.call("checked", 4)).isEqualTo(pipeline.make("P$Checked", 8));
    assertThatThrownBy(() -> pipeline.run().callPlainly("checked", 5))
        .hasMessageContaining("checked")
        .hasMessageContaining("too much: 10");
  }
}
