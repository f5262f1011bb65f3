package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every system of this kind is expected to do, each case as a small pipeline in all four programs. To add one: its
 * members and steps, an entry, what it gives, and for what.
 */
@AlsoInDaft
class CasesTest {

  private static void gives(
      String pipeline, String entry, @Nullable Object expected, @Nullable Object... arguments) {
    assertThat(Plain.of(CompiledPipeline.of(pipeline).call(entry, arguments))).isEqualTo(expected);
  }

  @Test
  void what_is_no_text_does_not_hide_the_failure_of_its_row() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int first(char[] letters);
          final class Nodes {
            @Node static int first(char[] letters) { throw new IllegalStateException("no " + letters[0]); }
          }
        }
        """);
    assertThatThrownBy(() -> pipeline.call("first", (Object) "\ud83d\ude00".toCharArray()))
        .hasMessageStartingWith("first failed on row 0 (letters = [?, ?]): IllegalState")
        .hasMessageEndingWith("no ?");
  }

  @Test
  void one_step() {
    gives("""
        @Pipeline interface P {
          int doubled(int x);
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
          }
        }
        """, "doubled", 10, 5);
  }

  @Test
  void one_step_after_another() {
    gives("""
        @Pipeline interface P {
          int next(int x);
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
            @Node static int next(int doubled) { return doubled + 1; }
          }
        }
        """, "next", 11, 5);
  }

  @Test
  void a_diamond() {
    gives("""
        @Pipeline interface P {
          int sum(int x);
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
            @Node static int tripled(int x) { return 3 * x; }
            @Node static int sum(int doubled, int tripled) { return doubled + tripled; }
          }
        }
        """, "sum", 25, 5);
  }

  @Test
  void one_step_that_gives_two() {
    gives("""
        @Pipeline interface P {
          int sum(int x);
          record Both(int doubled, int tripled) {}
          final class Nodes {
            @Node static Both both(int x) { return new Both(2 * x, 3 * x); }
            @Node static int sum(@From("both.doubled") int a, @From("both.tripled") int b) { return a + b; }
          }
        }
        """, "sum", 25, 5);
  }

  private static final String DOUBLED_ALL = """
      @Pipeline interface P {
        @All("doubled") List<Integer> all(@Elements("x") List<Integer> xs);
        final class Nodes {
          @BatchNode(maxBatchSize = 2) static List<Integer> doubled(List<Integer> x) {
            return x.stream().map(v -> 2 * v).toList();
          }
        }
      }
      """;

  @Test
  void each_element_of_a_list() {
    gives(DOUBLED_ALL, "all", List.of(2, 4, 6), List.of(1, 2, 3));
    gives(DOUBLED_ALL, "all", List.of(), List.of());
  }

  @Test
  void a_value_beside_each_element() {
    gives("""
        @Pipeline interface P {
          @All("scaled") List<Integer> all(@Elements("x") List<Integer> xs, int factor);
          final class Nodes {
            @Node static int scaled(int x, int factor) { return x * factor; }
          }
        }
        """, "all", List.of(10, 20, 30), List.of(1, 2, 3), 10);
  }

  private static final String GRID = """
      @Pipeline interface P {
        @Nullable @All("next") List<List<Integer>> all(@Nullable @Elements("row") List<List<Integer>> rows);
        final class Nodes {
          @BatchNode(maxBatchSize = 3) static List<Integer> next(@Each("row") List<Integer> x) {
            return x.stream().map(v -> 2 * v).toList();
          }
        }
      }
      """;

  @Test
  void each_element_of_each_list() {
    gives(
        GRID, "all", List.of(List.of(2, 4), List.of(6, 8)), List.of(List.of(1, 2), List.of(3, 4)));
  }

  @Test
  void lists_of_any_length_and_none() {
    gives(
        GRID,
        "all",
        List.of(List.of(2, 4), List.of(), List.of(6)),
        List.of(List.of(1, 2), List.of(), List.of(3)));
    gives(
        GRID,
        "all",
        Arrays.asList(List.of(2), null, Arrays.asList(null, 6)),
        Arrays.asList(List.of(1), null, Arrays.asList(null, 3)));
    gives(GRID, "all", null, (Object) null);
  }

  @Test
  void bound_inputs() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int factor();
          int scaled(int x);
          final class Nodes {
            @Node static int scaled(int x, int factor) { return x * factor; }
          }
        }
        """);
    for (int factor : new int[] {2, 5}) {
      try (Run run = pipeline.run().with("factor", factor)) {
        assertThat(run.call("scaled", 10)).isEqualTo(10 * factor);
      }
    }
  }

  @Test
  void entries_and_inputs_of_a_generic_interface() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P extends Scorer<String, Integer> {
          final class Nodes {
            @Node static Integer score(String query, List<String> known) { return known.indexOf(query); }
          }
        }
        """, """
        interface Scorer<Q, R> {
          @Input List<Q> known();
          R score(Q query);
          @All("score") List<R> scores(@Elements("query") List<Q> queries);
        }
        """);
    try (Run run = pipeline.run().with("known", List.of("a", "b"))) {
      assertThat(run.call("score", "b")).isEqualTo(1);
      assertThat(run.call("scores", List.of("b", "c"))).isEqualTo(List.of(1, -1));
    }
  }

  @Test
  void an_entry_of_a_generic_interface_may_be_null() {
    gives("""
        @Pipeline interface P extends Finder<String, Integer> {
          final class Nodes {
            @Node static @Nullable Integer found(String key) { return key.isEmpty() ? null : 1; }
          }
        }
        interface Finder<K, V> {
          @From("found") @Nullable V find(@Nullable K key);
        }
        """, "find", null, "");
  }

  @Test
  void a_class_in_capitals_that_is_called_like_its_step() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline(nodes = RAG.class) interface P {
          @All("rag") List<Integer> all(@Elements("text") List<String> texts);
        }
        """, """
        final class RAG {
          private RAG() {}
          @BatchNode(cost = "cost", maxBatchCost = 3) static List<Integer> rag(List<String> text) {
            return text.stream().map(String::length).toList();
          }
          static int cost(String text) { return text.length(); }
        }
        """);
    assertThat(Plain.of(pipeline.call("all", List.of("a", "bb")))).isEqualTo(List.of(1, 2));
  }

  @Test
  void records_and_enums_in_capitals() {
    CompiledPipeline pipeline = CompiledPipeline.of(
        """
        @Pipeline interface P {
          HIT hit(ID id);
          final class S {
            @Node static HIT hit(ID id) { return new HIT(id, new R(KIND.B, List.of(id.of()))); }
          }
        }
        """,
        "record ID(int of) {}",
        "record HIT(ID id, R r) {}",
        "record R(KIND kind, List<Integer> of) {}",
        "enum KIND { A, B }");
    assertThat(pipeline.call("hit", pipeline.make("ID", 7)).toString())
        .isEqualTo("HIT[id=ID[of=7], r=R[kind=B, of=[7]]]");
  }

  @Test
  void two_configurations_of_one_resource() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int twice(int x);
          int thrice(int x);
          final class Times {
            private final int factor;
            Times(int factor) { this.factor = factor; }
          }
          @StatefulResource static Times two(int factor) { return new Times(factor); }
          @StatefulResource static Times three(int factor) { return new Times(factor); }
          final class Nodes {
            @Node static int twice(int x, Times two) { return x * two.factor; }
            @Node static int thrice(int x, Times three) { return x * three.factor; }
          }
        }
        """);
    try (Run run = pipeline.run().with("two", 2).with("three", 3)) {
      assertThat(run.created()).isEmpty();
      assertThat(run.call("twice", 10)).isEqualTo(20);
      assertThat(run.call("thrice", 10)).isEqualTo(30);
    }
  }

  @Test
  void a_result_of_the_wrong_length() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("half") List<Integer> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @BatchNode static List<Integer> half(List<Integer> x) { return x.subList(0, 1); }
          }
        }
        """);
    assertThatThrownBy(() -> pipeline.call("all", List.of(1, 2, 3)))
        .hasMessageContainingAll("half", "1", "3");
  }

  @Test
  void a_step_that_fails() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int after(int x);
          final class Nodes {
            @Node static int inverse(int x) { return 100 / x; }
            @Node static int after(int inverse) { return inverse + 1; }
          }
        }
        """);
    assertThat(pipeline.call("after", 50)).isEqualTo(3);
    assertThatThrownBy(() -> pipeline.call("after", 0))
        .hasMessageContainingAll("inverse", "/ by zero");
  }

  @Test
  void classes_beside_it_that_are_called_like_those_of_java() {
    CompiledPipeline pipeline = CompiledPipeline.of(
        """
        @Pipeline interface P {
          @All("long_") java.util.List<java.lang.Integer> longs(@Elements("word") java.util.List<java.lang.String> words);
          Object joined(java.lang.String word, int x);
          final class Nodes {
            @BatchNode static java.util.List<java.lang.Integer> long_(java.util.List<java.lang.String> word) {
              return word.stream().map(java.lang.String::length).toList();
            }
            @Node static Object joined(java.lang.String word, int x) { return new Object(word + x); }
          }
        }
        """,
        "final class String {}",
        "final class Integer {}",
        "final class List {}",
        "final class Void {}",
        "final class Exception {}",
        "final class AutoCloseable {}",
        "@interface Override {}",
        "@interface SuppressWarnings {}",
        "record Object(java.lang.String of) {}");
    assertThat(pipeline.call("longs", List.of("a", "bcd"))).isEqualTo(List.of(1, 3));
    assertThat(pipeline.call("joined", "a", 3)).isEqualTo(pipeline.make("Object", "a3"));
  }
}
