package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which steps run, and what they are given, where there is one value of each name. */
@AlsoInDaft
class DataflowTest {

  @Test
  void a_step_gives_the_value_of_its_name() {
    assertThat(CompiledPipeline.of("""
                @Pipeline interface P {
                  int doubled(int x);
                  final class Nodes {
                    @Node static int doubled(int x) { return 2 * x; }
                  }
                }
                """).call("doubled", 5)).isEqualTo(10);
  }

  @Test
  void steps_follow_each_other_by_name() {
    assertThat(CompiledPipeline.of("""
                @Pipeline interface P {
                  int result(int x);
                  final class Nodes {
                    @Node static int doubled(int x) { return 2 * x; }
                    @Node static int result(int doubled) { return doubled + 1; }
                  }
                }
                """).call("result", 5)).isEqualTo(11);
  }

  @Test
  void paths_part_and_meet_again() {
    assertThat(CompiledPipeline.of("""
                @Pipeline interface P {
                  int sum(int x);
                  final class Nodes {
                    @Node static int sum(int doubled, int tripled) { return doubled + tripled; }
                    @Node static int doubled(int x) { return 2 * x; }
                    @Node static int tripled(int x) { return 3 * x; }
                  }
                }
                """).call("sum", 5)).isEqualTo(25);
  }

  @Test
  void components_of_a_record_are_values() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int sum(int x);
          @From("both.doubled") int half(int x);
          @From("nested.both.tripled") int deep(int x);
          record Both(int doubled, int tripled) {}
          record Nested(Both both) {}
          final class Nodes {
            @Node static Both both(int x) { return new Both(2 * x, 3 * x); }
            @Node static Nested nested(Both both) { return new Nested(both); }
            @Node static int sum(@From("both.doubled") int a, @From("both.tripled") int b) { return a + b; }
          }
        }
        """);
    assertThat(pipeline.call("sum", 5)).isEqualTo(25);
    assertThat(pipeline.call("half", 5)).isEqualTo(10);
    assertThat(pipeline.call("deep", 5)).isEqualTo(15);
  }

  @Test
  void components_of_a_generic_record_have_its_arguments_as_types() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          String joined(int x);
          record Pair<A, B>(A first, List<B> second) {}
          final class Nodes {
            @Node static Pair<String, Integer> pair(int x) { return new Pair<>("x", List.of(x, x)); }
            @Node static String joined(@From("pair.first") String a, @From("pair.second") List<Integer> b) { return a + b; }
          }
        }
        """);
    assertThat(pipeline.call("joined", 5)).isEqualTo("x[5, 5]");
  }

  @Test
  void only_what_an_entry_asks_for_is_computed_and_needed() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int y();
          int a(int x);
          int b(int x);
          int c(int x);
          final class Nodes {
            @Node static int a(int x) { Trace.add("a"); return x + 1; }
            @Node static int b(int a) { Trace.add("b"); return a + 1; }
            @Node static int c(int a, int y) { Trace.add("c"); return a + y; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("b", 1)).isEqualTo(3);
      assertThat(run.trace()).containsExactly("a", "b");
      assertThat(run.call("a", 1)).isEqualTo(2);
      assertThat(run.trace()).containsExactly("a");
    }
    try (Run run = pipeline.run().with("y", 10)) {
      assertThat(run.call("c", 1)).isEqualTo(12);
      assertThat(run.trace()).containsExactly("a", "c");
    }
  }

  @Test
  void an_entry_may_return_a_future_and_a_value_of_another_name() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          CompletableFuture<Integer> doubled(int x);
          @From("doubled") CompletableFuture<Integer> renamed(int x);
          @From("x") int same(int x);
          final class Nodes {
            @Node static int doubled(int x) { return 2 * x; }
          }
        }
        """);
    assertThat(pipeline.call("doubled", 5)).isEqualTo(10);
    assertThat(pipeline.call("renamed", 5)).isEqualTo(10);
    assertThat(pipeline.call("same", 5)).isEqualTo(5);
    try (Run run = pipeline.run()) {
      assertThat(Reflection.invoke(run.executor(), "doubled", 5))
          .isInstanceOf(CompletableFuture.class);
    }
  }

  @Test
  void a_node_can_name_its_value_and_take_another_name() {
    assertThat(CompiledPipeline.of("""
                @Pipeline interface P {
                  String greeting(String name);
                  final class Nodes {
                    @Node("upper") static String shout(@From("name") String text) { return text.toUpperCase(Locale.ROOT); }
                    @Node static String greeting(String upper, @From("name") String a, @From("name") String b) {
                      return upper + a + b;
                    }
                  }
                }
                """).call("greeting", "ab")).isEqualTo("ABabab");
  }

  @Test
  void steps_come_from_superinterfaces_nested_classes_and_named_classes() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline(nodes = {Elsewhere.class})
        interface P extends Shared {
          int result(int x);
          interface A { final class B { @Node static int nested(int inherited) { return inherited * 2; } } }
        }
        """, """
        interface Shared {
          int nested(int x);
          final class Nodes {
            @Node static int inherited(int x) { return x + 1; }
          }
        }
        """, """
        final class Elsewhere {
          @Node static int result(int nested) { return nested + 100; }
        }
        """);
    assertThat(pipeline.call("result", 1)).isEqualTo(104);
    assertThat(pipeline.call("nested", 1)).isEqualTo(4);
  }

  @Test
  void package_private_types_and_several_parameters() {
    CompiledPipeline pipeline = CompiledPipeline.of(
        """
        @Pipeline interface P {
          Answer answer(Question question, int times, @Nullable String suffix);
          final class Nodes {
            @Node static Answer answer(Question question, int times, @Nullable String suffix) {
              return new Answer(question.text().repeat(times) + suffix);
            }
          }
        }
        """, "record Question(String text) {}", "record Answer(String text) {}");
    assertThat(pipeline.call("answer", pipeline.make("Question", "ab"), 2, null).toString())
        .isEqualTo("Answer[text=ababnull]");
    assertThat(pipeline.call("answer", pipeline.make("Question", "ab"), 1, "c").toString())
        .isEqualTo("Answer[text=abc]");
  }

  @Test
  void primitives_box_and_widen_as_java_assigns_them() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          double mean(int a, long b, float c, char d, boolean e, short f, byte g);
          @Nullable Integer boxed(@Nullable Integer n);
          final class Nodes {
            @Node static double mean(Integer a, long b, double c, Character d, Boolean e, int f, long g) {
              return (a + b + c + d + (e ? 1 : 0) + f + g) / 7;
            }
            @Node static int boxed(int n) { return n; }
          }
        }
        """);
    assertThat(pipeline.call("mean", 1, 2L, 3f, (char) 4, true, (short) 5, (byte) 6))
        .isEqualTo(22 / 7.0);
    assertThat(pipeline.call("boxed", 3)).isEqualTo(3);
    assertThat(pipeline.call("boxed", (Object) null)).isNull();
  }

  @Test
  void a_null_skips_the_step_unless_it_takes_null() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Nullable String upper(@Nullable String text);
          @Nullable String shown(@Nullable String text);
          @SuppressWarnings("NullableResult") String never(@Nullable String text);
          final class Nodes {
            @Node static String upper(String text) { Trace.add("upper"); return text.toUpperCase(Locale.ROOT); }
            @Node static String shown(@Nullable String upper) { return "<" + upper + ">"; }
            @Node static String never(String upper) { return upper; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("upper", (Object) null)).isNull();
      assertThat(run.trace()).isEmpty();
      assertThat(run.call("shown", (Object) null)).isEqualTo("<null>");
      assertThat(run.call("shown", "a")).isEqualTo("<A>");
      assertThat(run.call("never", "a")).isEqualTo("A");
    }
  }

  @Test
  void entries_without_parameters_give_bound_values() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input List<String> words();
          int count();
          @From("words") List<String> same();
          final class Nodes {
            @Node static int count(List<String> words) { Trace.add("count"); return words.size(); }
          }
        }
        """);
    try (Run run = pipeline.run().with("words", List.of("a", "b"))) {
      assertThat(run.call("count")).isEqualTo(2);
      assertThat(run.call("count")).isEqualTo(2);
      assertThat(run.trace()).isEmpty();
      assertThat(run.call("same")).isEqualTo(List.of("a", "b"));
    }
  }

  @Test
  void names_that_generated_code_could_use_itself() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int result(int bound, int calls, int i, int row, int batch, int builder, int rows, int device);
          int column(int stage, int at, int open, int i0, int instances, int failed, int size);
          final class Nodes {
            @Node static int result(int bound, int calls, int i, int row, int batch, int builder, int rows, int device) {
              return bound + calls + i + row + batch + builder + rows + device;
            }
            @BatchNode static List<Integer> column(List<Integer> stage, List<Integer> at, List<Integer> open, List<Integer> i0,
                List<Integer> instances, List<Integer> failed, List<Integer> size) {
              return IntStream.range(0, stage.size()).mapToObj(n -> stage.get(n) + at.get(n) + open.get(n) + i0.get(n)
                  + instances.get(n) + failed.get(n) + size.get(n)).toList();
            }
          }
        }
        """);
    assertThat(pipeline.call("result", 1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo(36);
    assertThat(pipeline.call("column", 1, 2, 3, 4, 5, 6, 7)).isEqualTo(28);
  }

  @Test
  void inputs_named_like_what_the_executor_keeps() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int calls();
          @Input int argument();
          @Input int scaledCalls();
          int scaled(int item);
          int sum(int item);
          @StatefulResource static Factor factor(int by) { return new Factor(by); }
          record Factor(int by) {}
          final class Nodes {
            @BatchNode static List<Integer> scaled(List<Integer> item, Factor factor) {
              return item.stream().map(i -> i * factor.by()).toList();
            }
            @Node static int sum(int item, int calls, int argument, int scaledCalls) {
              return item + calls + argument + scaledCalls;
            }
          }
        }
        """);
    try (Run run = pipeline
        .run()
        .with("calls", 2)
        .with("argument", 3)
        .with("scaledCalls", 4)
        .with("factor", 5)) {
      assertThat(run.call("scaled", 6)).isEqualTo(30);
      assertThat(run.call("sum", 6)).isEqualTo(15);
    }
  }

  @Test
  void two_hundred_steps_in_a_row() {
    StringBuilder steps = new StringBuilder();
    for (int i = 1; i <= 200; i++) {
      steps.append(
          "    @Node static int s%d(int s%d) { return s%d + 1; }\n".formatted(i, i - 1, i - 1));
    }
    String entry = "@Pipeline interface P {\n  @From(\"s200\") int last(int s0);\n";
    assertThat(CompiledPipeline.of(entry + steps + "}\n").call("last", 0)).isEqualTo(200);
  }
}
