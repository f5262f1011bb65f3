package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import dev.headrace.runtime.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a caller sees when a step fails. */
@AlsoInDaft
class FailuresTest {

  @Test
  void a_failing_step_is_named_once_and_nothing_after_it_runs() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int c(int x);
          final class Nodes {
            @Node static int a(int x) { return x; }
            @Node static int b(int a) { Trace.add("b"); throw new IllegalArgumentException("boom"); }
            @Node static int c(int b) { Trace.add("c"); return b; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThatThrownBy(() -> run.call("c", 5))
          .asInstanceOf(type(NodeException.class))
          .satisfies(e -> {
            assertThat(e.node()).isEqualTo("b");
            assertThat(e.getMessage())
                .containsOnlyOnce("b failed")
                .contains("x = 5")
                .contains("boom");
            assertThat(e.getCause()).isInstanceOf(IllegalArgumentException.class);
          });
      assertThat(run.trace()).containsExactly("b");
    }
  }

  @Test
  void a_checked_exception_and_an_error_of_a_step() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int checked(int x);
          int error(int x);
          @StatefulResource final class Model {}
          final class Nodes {
            @Node static int checked(int x) throws java.io.IOException { throw new java.io.IOException("disk"); }
            @BatchNode static List<Integer> error(List<Integer> x, Model model) throws Exception { throw new LinkageError("native"); }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThatThrownBy(() -> run.call("checked", 1))
          .isInstanceOf(NodeException.class)
          .hasRootCauseMessage("disk");
      assertThatThrownBy(() -> run.call("error", 1))
          .isInstanceOf(NodeException.class)
          .hasRootCauseMessage("native");
    }
  }

  @Test
  void a_batch_of_the_wrong_size_says_both_sizes() {
    String source = """
        @Pipeline interface P {
          @All("short_") List<Integer> all(@Elements("x") List<Integer> xs);
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<Integer> short_(List<Integer> x, Model model) { return x.subList(0, x.size() - 1); }
          }
        }
        """;
    for (String text : List.of(source, source.replace(", Model model", ""))) {
      try (Run run = CompiledPipeline.of(text).run()) {
        assertThatThrownBy(() -> run.call("all", List.of(1, 2, 3)))
            .isInstanceOf(NodeException.class)
            .hasMessageContaining("short_ returned 2 results for 3 elements");
      }
    }
  }

  @Test
  void one_bad_element_fails_only_its_own_call() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int root(int x);
          @StatefulResource final class Model {}
          final class Nodes {
            @BatchNode static List<Integer> root(List<Integer> x, Model model) {
              return x.stream().map(i -> {
                if (i < 0) { throw new IllegalArgumentException("negative: " + i); }
                return (int) Math.sqrt(i);
              }).toList();
            }
          }
        }
        """);
    try (Run run = pipeline.run();
        Stream<?> outcomes = (Stream<?>)
            Reflection.invoke(run.executor(), "rootOutcomes", Stream.of(4, -1, 9, 16))) {
      List<String> shown = outcomes
          .map(o -> o instanceof Outcome.Value<?> v
              ? "" + v.value()
              : ((Outcome<?>) o).isFailure() ? failure(o) : "?")
          .toList();
      assertThat(shown.get(0)).isEqualTo("2");
      assertThat(shown.get(1)).contains("root").contains("x = -1").contains("negative: -1");
      assertThat(shown.subList(2, 4)).containsExactly("3", "4");
    }
  }

  private static String failure(Object outcome) {
    return ((Outcome.Failure<?>) outcome).failure().toString();
  }

  @Test
  void a_failing_bound_value_is_named() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @Input int k();
          int plus(int x);
          final class Nodes {
            @Node static int index(int k) { throw new IllegalStateException("no index"); }
            @Node static int plus(int x, int index) { return x + index; }
          }
        }
        """);
    try (Run run = pipeline.run().with("k", 1)) {
      assertThatThrownBy(() -> run.call("plus", 1))
          .asInstanceOf(type(NodeException.class))
          .satisfies(e -> {
            assertThat(e.node()).isEqualTo("index");
            assertThat(e.getMessage()).containsOnlyOnce("index failed");
            assertThat(e).hasRootCauseMessage("no index");
          });
    }
  }

  @Test
  void a_resource_that_cannot_be_built() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int a(int x);
          @StatefulResource final class Model { Model() throws java.io.IOException { throw new java.io.IOException("no weights"); } }
          final class Nodes { @Node static int a(int x, Model model) { return x; } }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThatThrownBy(() -> run.callPlainly("a", 1)).hasRootCauseMessage("no weights");
    }
  }

  @Test
  void a_result_that_cannot_be_null_names_the_entry() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @SuppressWarnings("NullableResult")
        @Pipeline interface P {
          String shown(@Nullable Integer x);
          int count(@Nullable Integer x);
          final class Nodes {
            @Node static String shown(int x) { return "" + x; }
            @Node static int count(int x) { return x; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThatThrownBy(() -> run.call("shown", (Object) null))
          .isInstanceOf(NullResultException.class)
          .hasMessageContaining("shown is null on row 0");
      assertThatThrownBy(() -> run.call("count", (Object) null))
          .isInstanceOf(NullResultException.class);
    }
  }

  @Test
  void a_failing_element_on_an_axis_fails_its_row_with_the_element() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          @All("inverse") List<List<Integer>> all(@Elements("row") List<List<Integer>> rows);
          final class Nodes {
            @Node static int inverse(@Each("row") int x) { return 100 / x; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      assertThat(run.call("all", List.of(List.of(1, 2), List.of(4))))
          .isEqualTo(List.of(List.of(100, 50), List.of(25)));
      assertThatThrownBy(() -> run.call("all", List.of(List.of(1, 2), List.of(0))))
          .isInstanceOf(NodeException.class)
          .hasMessageContaining("inverse")
          .hasRootCauseInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void a_null_among_the_calls_of_a_stream_fails_its_row_only() {
    CompiledPipeline pipeline = CompiledPipeline.of("""
        @Pipeline interface P {
          int sum(int x, int y);
          final class Nodes {
            @Node static int sum(int x, int y) { return x + y; }
          }
        }
        """);
    try (Run run = pipeline.run()) {
      Stream<?> calls = Stream.of(
          pipeline.make("PExecutor$SumCall", 1, 2), null, pipeline.make("PExecutor$SumCall", 3, 4));
      Stream<?> outcomes = (Stream<?>) Reflection.invoke(run.executor(), "sumOutcomes", calls);
      List<Ending> endings =
          outcomes.map(o -> Ending.of(() -> ((Outcome<?>) o).orThrow())).toList();
      assertThat(endings.get(0).orThrow()).isEqualTo(3);
      assertThatThrownBy(() -> endings.get(1).orThrow()).isInstanceOf(NullResultException.class);
      assertThat(endings.get(2).orThrow()).isEqualTo(7);
    }
  }
}
