package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps over many elements at once. */
@AlsoInDaft
class BatchesTest {
  private static final String TIMES = """
      @Pipeline interface P {
        @All("scaled") List<Integer> all(@Elements("x") List<Integer> xs);
        @From("scaled") int one(int x);
        @StatefulResource
        final class Times {
          private final int factor;
          public Times(int factor) { this.factor = factor; }
          int times(int x) { return factor * x; }
        }
        final class Nodes {
          @Node static int scaled(int x, Times times) { Trace.add("single"); return times.times(x); }
          @BatchNode(maxBatchSize = 4) static List<Integer> scaled(List<Integer> x, Times times) {
            Trace.add("batch of " + x.size());
            return x.stream().map(times::times).toList();
          }
        }
      }
      """;

  @Test
  void many_elements_take_the_batch_form_and_one_the_single_form() {
    CompiledPipeline pipeline = CompiledPipeline.of(TIMES);
    try (Run run = pipeline.run().with("times", 10)) {
      assertThat(run.created()).isEmpty();
      assertThat(run.call("all", List.of(1, 2, 3))).isEqualTo(List.of(10, 20, 30));
      assertThat(run.trace()).containsExactly("batch of 3");
      assertThat(run.batches()).containsExactly("scaled×3");
      assertThat(run.call("one", 7)).isEqualTo(70);
      assertThat(run.trace()).containsExactly("single");
      assertThat(run.call("all", List.of(7))).isEqualTo(List.of(70));
      assertThat(run.trace()).containsExactly("single");
      assertThat(run.call("all", List.of(1, 2, 3, 4, 5))).isEqualTo(List.of(10, 20, 30, 40, 50));
      assertThat(run.batches()).containsExactly("scaled×4", "scaled×1");
      assertThat(run.call("all", Arrays.asList(1, null, 3))).isEqualTo(Arrays.asList(10, null, 30));
      assertThat(run.batches()).containsExactly("scaled×2");
      assertThat(run.call("all", List.of())).isEqualTo(List.of());
      assertThat(run.batches()).isEmpty();
      assertThat(run.created()).containsExactly("times");
    }
  }

  @Test
  void the_builder_sets_the_batch_size() {
    try (Run run =
        CompiledPipeline.of(TIMES).run().with("times", 10).with("scaledMaxBatchSize", 2)) {
      assertThat(run.call("all", List.of(1, 2, 3, 4, 5))).isEqualTo(List.of(10, 20, 30, 40, 50));
      assertThat(run.batches()).containsExactly("scaled×2", "scaled×2", "scaled×1");
    }
  }

  @Test
  void a_batch_form_alone_takes_one_too() {
    CompiledPipeline pipeline = CompiledPipeline.of(TIMES.replaceAll("(?m)^.*@Node static.*$", ""));
    try (Run run = pipeline.run().with("times", 10)) {
      assertThat(run.call("one", 7)).isEqualTo(70);
      assertThat(run.trace()).containsExactly("batch of 1");
    }
  }

  @Test
  void batches_run_across_parents_and_holes() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Nullable @All("scaled") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows, int base);
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<Integer> scaled(@Each("row") List<Integer> x, Model model, List<Integer> base) {
              return IntStream.range(0, x.size()).mapToObj(i -> x.get(i) * base.get(i)).toList();
            }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call(
              "all", Arrays.asList(List.of(1, 2), List.of(), null, Arrays.asList(null, 3)), 10))
          .isEqualTo(Arrays.asList(List.of(10, 20), List.of(), null, Arrays.asList(null, 30)));
      assertThat(run.batches()).containsExactly("scaled×3");
      assertThat(run.call("all", (Object) null, 10)).isNull();
    }
  }

  @Test
  void a_batch_step_without_a_resource_runs_over_all_elements() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("shown") List<String> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @BatchNode static List<Integer> doubled(List<Integer> x) {
              Trace.add("doubled " + x);
              return x.stream().map(i -> 2 * i).toList();
            }
            @BatchNode static List<String> shown(List<Integer> doubled) {
              Trace.add("shown " + doubled);
              return doubled.stream().map(i -> "<" + i + ">").toList();
            }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", List.of(1, 2, 3))).isEqualTo(List.of("<2>", "<4>", "<6>"));
      assertThat(run.trace()).containsExactly("doubled [1, 2, 3]", "shown [2, 4, 6]");
    }
  }

  @Test
  void a_shared_parameter_is_the_same_for_the_whole_batch() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("answer") List<List<String>> all(@Elements("doc") List<Doc> docs);
          record Doc(String style, List<Integer> numbers) {}
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<String> answer(
                @Each("numbers") List<Integer> n, @Shared @From("doc.style") String style, Model model) {
              return n.stream().map(i -> style + i).toList();
            }
            @Node static List<Integer> numbers(@From("doc.numbers") List<Integer> n) { return n; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      Object docs = List.of(
          pipeline.make("P$Doc", "a", List.of(1, 2)),
          pipeline.make("P$Doc", "b", List.of(3)),
          pipeline.make("P$Doc", "a", List.of(4)));
      assertThat(run.call("all", docs))
          .isEqualTo(List.of(List.of("a1", "a2"), List.of("b3"), List.of("a4")));
      assertThat(run.batches().stream()
              .mapToInt(b -> Integer.parseInt(b.replaceAll(".*×", "")))
              .sum())
          .isEqualTo(4);
      assertThat(run.batches()).hasSizeBetween(2, 3);
    }
  }

  @Test
  void shared_parameters_convert_as_java_does() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("sum") List<Long> all(@Elements("x") List<Integer> xs, int base, int step);
          @StatefulResource final class Model {}
          final class Nodes {
            @Node static long plus(int x, long base, Model model) { return x + base; }
            @BatchNode static List<Long> sum(List<? extends Number> x, List<Long> plus, @Shared long step, @Shared Number base, Model model) {
              return IntStream.range(0, x.size()).mapToObj(i -> x.get(i).longValue() + plus.get(i) + step + base.longValue()).toList();
            }
            @Node static long sum(Number x, double plus, long step, Object base, Model model) {
              return (long) (x.longValue() + plus + step + (int) base);
            }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", List.of(1, 2), 10, 100)).isEqualTo(List.of(122L, 124L));
      assertThat(run.call("all", List.of(1), 10, 100)).isEqualTo(List.of(122L));
    }
  }

  @Test
  void a_plain_step_with_a_resource_runs_per_element() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("scaled") List<Integer> all(@Elements("x") List<Integer> xs);
          @StatefulResource final class Model { int ten() { return 10; } }
          final class Nodes {
            @Node static int scaled(int x, Model model) { return x * model.ten(); }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", Arrays.asList(1, null, 3))).isEqualTo(Arrays.asList(10, null, 30));
      assertThat(run.batches()).containsExactly("scaled×1", "scaled×1");
      assertThat(run.call("all", List.of())).isEqualTo(List.of());
      assertThat(run.created()).containsExactly("model");
    }
  }

  @Test
  void null_elements_reach_a_batch_that_takes_them() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("shown") List<String> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @BatchNode static List<String> shown(List<@Nullable Integer> x) { return x.stream().map(String::valueOf).toList(); }
          }
        }
        """);
    assertThat(pipeline.call("all", Arrays.asList(1, null, 3)))
        .isEqualTo(List.of("1", "null", "3"));
    assertThat(pipeline.call("all", Arrays.asList((Object) null))).isEqualTo(List.of("null"));
  }

  @Test
  void a_batch_may_give_null_elements() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("next") List<Integer> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @BatchNode static List<@Nullable Integer> half(List<Integer> x) { return x.stream().map(i -> i % 2 == 0 ? i / 2 : null).toList(); }
            @Node static int next(int half) { return half + 1; }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(1, 2, 3, 4)))
        .isEqualTo(Arrays.asList(null, 2, null, 3));
  }

  @Test
  void instance_methods_of_resources_are_steps() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline(nodes = Model.class) interface P {
          @All("scaled") List<Integer> all(@Elements("x") List<Integer> xs);
          int shifted(int x);
        }
        """, """
        @StatefulResource
        final class Model {
          private final int factor;
          Model(int factor) { this.factor = factor; }
          @BatchNode List<Integer> scaled(List<Integer> x) { return x.stream().map(i -> i * factor).toList(); }
          @Node int shifted(int x) { return x + factor; }
        }
        """);
    try (Run run = pipeline.run().with("model", 10)) {
      assertThat(run.call("all", List.of(1, 2, 3))).isEqualTo(List.of(10, 20, 30));
      assertThat(run.batches()).containsExactly("scaled×3");
      assertThat(run.call("shifted", 1)).isEqualTo(11);
      assertThat(run.created()).containsExactly("model");
    }
  }

  @Test
  void one_value_twice_in_one_batch_step() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("sum") List<Integer> all(@Elements("x") List<Integer> xs);
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<Integer> sum(@From("x") List<Integer> a, Model model, @From("x") List<Integer> b) {
              return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
            }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(1, 2))).isEqualTo(List.of(2, 4));
  }

  @Test
  void forms_whose_parameters_stand_in_another_order() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("joined") List<String> all(@Elements("x") List<Integer> xs, String s);
          final class Nodes {
            @BatchNode static List<String> joined(@Shared String s, List<Integer> x) { return x.stream().map(i -> s + i).toList(); }
            @Node static String joined(int x, String s) { return s + x; }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of(1, 2), "a")).isEqualTo(List.of("a1", "a2"));
    assertThat(pipeline.call("all", List.of(1), "a")).isEqualTo(List.of("a1"));
  }

  @Test
  void a_batch_of_lists_and_arrays() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("norm") List<Float> all(@Elements("text") List<String> texts);
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<float[]> vector(List<String> text, Model model) {
              return text.stream().map(t -> new float[] {t.length(), 1}).toList();
            }
            @BatchNode static List<Float> norm(List<float[]> vector, @All("component") List<List<Float>> doubled) {
              return IntStream.range(0, vector.size()).mapToObj(i -> vector.get(i)[0] + doubled.get(i).get(1)).toList();
            }
            @Node static float component(@Each("vector") float v) { return 2 * v; }
          }
        }
        """);
    assertThat(pipeline.call("all", List.of("a", "bb"))).isEqualTo(List.of(3f, 4f));
  }

  @Test
  void a_value_that_one_parameter_needs_and_another_does_not() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("sum") List<Integer> all(@Elements("x") List<Integer> xs);
          final class Nodes {
            @BatchNode static List<Integer> sum(@From("x") List<@Nullable Integer> a, @From("x") List<Integer> b) {
              return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
            }
          }
        }
        """);
    assertThat(pipeline.call("all", Arrays.asList(1, null, 2)))
        .isEqualTo(Arrays.asList(2, null, 4));
  }
}
